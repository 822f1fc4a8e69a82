package dev.slipway.trust.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The trusted root of the public Sigstore instance, as the npm package {@code @sigstore/tuf} 4.0.2 carried it. It is part of the
 * plugin, so that a build does not fetch what it trusts; a newer one is named in the policy.
 */
public final class BuiltInRoot {
    /** When it was taken. */
    public static final Instant DATE = Instant.parse("2026-03-18T00:00:00Z");

    private static final String NAME = "public-good.trusted_root.json";
    private static final Duration FRESH = Duration.ofDays(180);

    private BuiltInRoot() {}

    /** Its bytes. */
    public static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(BuiltInRoot.class.getResourceAsStream(NAME), NAME)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if keys may have changed since; signatures with newer keys are then rejected, never accepted. */
    public static boolean isOld(Instant now) {
        return now.isAfter(DATE.plus(FRESH));
    }
}
