package dev.slipway.trust.sigstore;

import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.crypto.PublicKeys;
import dev.slipway.trust.crypto.SignatureScheme;
import dev.slipway.trust.crypto.Validity;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * The key of a transparency log of the trusted root.
 *
 * @param baseUrl the address; its authority part is the log's origin in checkpoints
 * @param id the log's identifier
 */
record LogKey(String baseUrl, byte[] id, PublicKey key, SignatureScheme scheme, Validity validity) {
    private static final int HINT = 4;

    static LogKey of(Fields fields) {
        PublicKey key = PublicKeys.ofSpki(fields.spki(), "key of " + fields.baseUrl());
        return new LogKey(
                fields.baseUrl(), fields.id(), key, scheme(fields.keyDetails(), fields.baseUrl()), fields.validity());
    }

    /** As read, before the key is looked at: logs that are not needed may have keys that are not spoken. */
    record Fields(String baseUrl, byte[] id, byte[] spki, String keyDetails, Validity validity) {}

    private static SignatureScheme scheme(String keyDetails, String baseUrl) {
        return switch (keyDetails) {
            case "PKIX_ECDSA_P256_SHA_256", "PKIX_ECDSA_P256_HMAC_SHA_256" -> SignatureScheme.ecdsa(Hash.SHA256);
            case "PKIX_ECDSA_P384_SHA_384" -> SignatureScheme.ecdsa(Hash.SHA384);
            case "PKIX_ECDSA_P521_SHA_512" -> SignatureScheme.ecdsa(Hash.SHA512);
            case "PKIX_ED25519" -> SignatureScheme.ed25519();
            case "PKIX_RSA_PKCS1V15_2048_SHA256",
                    "PKIX_RSA_PKCS1V15_3072_SHA256",
                    "PKIX_RSA_PKCS1V15_4096_SHA256",
                    "PKIX_RSA_PKCS1V5" -> SignatureScheme.rsaPkcs1(Hash.SHA256);
            case "PKIX_RSA_PSS_2048_SHA256", "PKIX_RSA_PSS_3072_SHA256", "PKIX_RSA_PSS_4096_SHA256" ->
                SignatureScheme.rsaPss(Hash.SHA256);
            default ->
                throw new Rejected(
                        Reason.UNSUPPORTED, "trusted root", "has a key of " + baseUrl + " of the kind " + keyDetails);
        };
    }

    /** Host and port of the address: the name in the checkpoint's signature line. */
    String origin() {
        String rest = baseUrl.replaceFirst("^[a-z]+://", "");
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** True if these are the first four bytes of the identifier (C2SP signed-note, "Signatures"). */
    boolean hasHint(byte[] bytes) {
        return bytes.length == HINT && id.length >= HINT && Arrays.equals(bytes, Arrays.copyOf(id, HINT));
    }

    boolean verifies(byte[] message, byte[] signature) {
        return scheme.verifies(key, message, signature);
    }
}
