package dev.slipway.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says that something is refused, and for which reason. */
public final class Refusal {
    private Refusal() {}

    public static void refused(Reason reason, ThrowingCallable attack) {
        assertThatThrownBy(attack).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .as(rejected.getMessage())
                .isEqualTo(reason));
    }

    /** @param part of the sentence that says what is wrong and where */
    public static void refused(Reason reason, String part, ThrowingCallable attack) {
        refused(reason, attack);
        assertThatThrownBy(attack).hasMessageContaining(part);
    }
}
