package dev.slipway.archive.pe;

import dev.slipway.content.Digest;
import java.util.Optional;

/** How a unified kernel image gets its signature. Its {@code toString} names what has a part in the bytes, and no secret. */
public interface ImageSigning {
    /** No signature. */
    ImageSigning NONE = new ImageSigning() {
        @Override
        public Optional<byte[]> sign(Digest hash) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "unsigned";
        }
    };

    /**
     * The DER of a PKCS#7 message with the signature; empty if there is to be none.
     *
     * @param hash of the image, {@link UnifiedKernelImage#hash}
     * @throws dev.slipway.problem.Problem if it cannot be signed
     */
    Optional<byte[]> sign(Digest hash);
}
