package dev.slipway.trust.sigstore;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.attestation.DsseEnvelope;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a bundle's signature is over. */
sealed interface SignedContent {
    /** The signature's bytes. */
    byte[] signature();

    /** The bytes that were signed. */
    byte[] message(byte[] artifact);

    /**
     * The artifact itself is signed (protobuf-specs {@code MessageSignature}).
     *
     * @param digestName the hash function of the digest, null if none is said
     * @param digest a hint that must be right if it is there
     */
    record Message(@Nullable String digestName, byte[] digest, byte[] signature) implements SignedContent {
        static Message of(JsonObject json) {
            json.only("messageDigest", "signature");
            byte[] signature = json.bytes("signature");
            if (!json.has("messageDigest")) {
                return new Message(null, new byte[0], signature);
            }
            JsonObject digest = json.object("messageDigest").only("algorithm", "digest");
            return new Message(digest.text("algorithm"), digest.bytes("digest"), signature);
        }

        @Override
        public byte[] message(byte[] artifact) {
            if (digestName != null
                    && !Arrays.equals(Hash.ofName(digestName, "message digest").of(artifact), digest)) {
                throw new Rejected(Reason.WRONG_SUBJECT, "message digest", "is not that of the image");
            }
            return artifact;
        }
    }

    /** A statement about the artifact is signed. */
    record Envelope(DsseEnvelope envelope) implements SignedContent {
        @Override
        public byte[] signature() {
            return envelope.signature();
        }

        @Override
        public byte[] message(byte[] artifact) {
            return envelope.preAuthenticationEncoding();
        }
    }
}
