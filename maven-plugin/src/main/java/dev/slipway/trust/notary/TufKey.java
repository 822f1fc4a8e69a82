package dev.slipway.trust.notary;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.crypto.PublicKeys;
import dev.slipway.trust.crypto.SignatureScheme;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A public key of the metadata (notary {@code tuf/data/keys.go}).
 *
 * @param id SHA-256 of the canonical form of type and key
 * @param certificates of the types that end in {@code -x509}: the key's own first, then its issuers; else empty
 */
record TufKey(String id, PublicKey key, List<X509Certificate> certificates) {
    /** AlgorithmIdentifier and head of an Ed25519 key (RFC 8410 4); notary keeps the 32 bytes alone. */
    private static final byte[] ED25519_ALGORITHM = HexFormat.of().parseHex("300506032b6570");

    private static final int ED25519_BYTES = 32;

    TufKey {
        certificates = List.copyOf(certificates);
    }

    /**
     * @param id the name it has in the document
     * @throws Rejected if the name is not that of the key
     */
    static TufKey of(String id, JsonObject json) {
        json.only("keytype", "keyval").object("keyval").only("private", "public");
        if (json.object("keyval").has("private")) {
            throw json.malformed("keyval", "contains a private key");
        }
        String computed = Digest.of(json.canonical()).hex();
        if (!computed.equals(id)) {
            throw json.malformed("", "is the key " + computed + ", not the one that it is listed as");
        }
        byte[] bytes = json.object("keyval").bytes("public");
        String where = "key " + id;
        return switch (json.text("keytype")) {
            case "ecdsa", "rsa" -> new TufKey(id, PublicKeys.ofSpki(bytes, where), List.of());
            case "ed25519" -> new TufKey(id, ed25519(bytes, where), List.of());
            case "ecdsa-x509", "rsa-x509" -> ofCertificates(id, bytes, where);
            default ->
                throw new Rejected(
                        Reason.UNSUPPORTED,
                        where,
                        "is of the type '" + json.text("keytype") + "', which is not accepted");
        };
    }

    private static TufKey ofCertificates(String id, byte[] pem, String where) {
        List<X509Certificate> certificates = Certificates.ofPem(new String(pem, StandardCharsets.US_ASCII), where);
        // The first one is the key's (notary tuf/signed/verifiers.go); root keys are looked at more closely where they
        // are pinned.
        return new TufKey(id, certificates.get(0).getPublicKey(), certificates);
    }

    private static PublicKey ed25519(byte[] bytes, String where) {
        if (bytes.length != ED25519_BYTES) {
            throw new Rejected(Reason.MALFORMED, where, "is not of 32 bytes");
        }
        byte[] bits = Der.encode(Der.BIT_STRING, new byte[] {0}, bytes);
        return PublicKeys.ofSpki(Der.encode(Der.SEQUENCE, ED25519_ALGORITHM, bits), where);
    }

    /** @param method as the signature names it (notary {@code tuf/data/types.go}); the key must be of that kind */
    boolean verifies(String method, byte[] message, byte[] signature) {
        return switch (method.toLowerCase(Locale.ROOT)) {
            case "ecdsa" -> SignatureScheme.ecdsaP1363(Hash.SHA256).verifies(key, message, signature);
            case "eddsa" -> SignatureScheme.ed25519().verifies(key, message, signature);
            case "rsapss" -> SignatureScheme.rsaPss(Hash.SHA256).verifies(key, message, signature);
            case "rsapkcs1v15" -> SignatureScheme.rsaPkcs1(Hash.SHA256).verifies(key, message, signature);
            default -> false;
        };
    }
}
