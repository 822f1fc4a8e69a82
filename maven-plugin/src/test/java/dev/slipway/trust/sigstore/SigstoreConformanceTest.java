package dev.slipway.trust.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.trust.ThirdPartyData;
import dev.slipway.trust.evidence.Rejected;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of the Sigstore conformance suite. */
@ThirdPartyData(suite = "Sigstore's conformance suite", cases = SigstoreConformanceTest.CASES)
class SigstoreConformanceTest {
    static final int CASES = 47;

    @Test
    void everyCaseIsRight() {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (ConformanceCase one : ConformanceCase.all()) {
            String outcome = outcome(one);
            System.out.println("  " + one.name() + ": " + outcome);
            if (outcome.startsWith("rejected") == one.mustFail()) {
                right++;
            } else {
                wrong.add(one.name() + ": " + outcome);
            }
        }
        System.out.println("Sigstore conformance: " + right + " of " + (right + wrong.size()) + " cases right");
        assertThat(wrong).isEmpty();
        assertThat(right).isEqualTo(CASES);
    }

    /** Any other exception than a rejection fails the test. */
    private static String outcome(ConformanceCase one) {
        try {
            return "accepted, " + one.verify(Clock.systemUTC()).signer();
        } catch (Rejected e) {
            return "rejected, " + e.reason().id() + ": " + e.where() + " " + e.what();
        }
    }
}
