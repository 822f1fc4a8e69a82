package dev.slipway.trust.cosign;

import dev.slipway.trust.sigstore.ExpectedSigner;
import dev.slipway.trust.sigstore.TrustedRoot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of the kinds {@code sigstore-key} and {@code sigstore-keyless} asks for.
 *
 * @param scheme the kind's name, for the report
 * @param root the Sigstore instance whose logs and authorities are believed
 * @param threshold how many different signers there must be
 * @param maxAge older signatures do not count; null if they do. Signatures without a proven time do not count then, either
 */
public record SigstoreRule(
        String scheme,
        TrustedRoot root,
        ExpectedSigner signer,
        int threshold,
        Format format,
        RepositoryBinding.Mode binding,
        @Nullable Duration maxAge) {
    /** In which forms signatures are looked for. */
    public enum Format {
        /** Simple signing under a tag. */
        LEGACY,
        /** Bundles that refer to the image. */
        BUNDLE,
        /** Both. */
        ANY;

        boolean legacy() {
            return this != BUNDLE;
        }

        boolean bundle() {
            return this != LEGACY;
        }
    }

    public SigstoreRule {
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold " + threshold);
        }
    }
}
