package dev.slipway.trust.cosign;

import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Signatures never expire by themselves, so an old release stays signed for ever; a rule can put an end to that. */
final class Freshness {
    private Freshness() {}

    static void require(Proof proof, Duration maxAge, Clock clock) {
        Instant time = proof.time()
                .orElseThrow(() -> new Rejected(
                        Reason.NO_TRUSTED_TIME, "signature", "does not prove its age, and the rule has a max-age"));
        if (time.plus(maxAge).isBefore(clock.instant())) {
            throw new Rejected(
                    Reason.EXPIRED,
                    "signature",
                    "was made at " + time + "; the rule's max-age is " + maxAge.toDays() + " days");
        }
    }
}
