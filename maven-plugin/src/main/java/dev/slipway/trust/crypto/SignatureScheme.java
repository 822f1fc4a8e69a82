package dev.slipway.trust.crypto;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way to sign. Which one it must be follows from the key; a document may only agree.
 *
 * @param hash null where the scheme brings its own
 */
public record SignatureScheme(Kind kind, @Nullable Hash hash) {
    /** The kinds that are spoken. */
    public enum Kind {
        /** ECDSA, r and s in a DER sequence (RFC 3279 2.2.3). */
        ECDSA,
        /** ECDSA, r and s of fixed length one after the other (IEEE P1363). */
        ECDSA_P1363,
        /** RSASSA-PKCS1-v1_5 (RFC 8017 8.2). */
        RSA_PKCS1,
        /** RSASSA-PSS with MGF1 and a salt as long as the hash (RFC 8017 8.1). */
        RSA_PSS,
        /** Ed25519 (RFC 8032 5.1). */
        ED25519,
        /** Ed25519ph: over the SHA-512 of the message (RFC 8032 5.1). */
        ED25519_PH
    }

    private static final int PSS_TRAILER = 1;

    /** ECDSA in DER. */
    public static SignatureScheme ecdsa(Hash hash) {
        return new SignatureScheme(Kind.ECDSA, hash);
    }

    /** ECDSA in fixed length. */
    public static SignatureScheme ecdsaP1363(Hash hash) {
        return new SignatureScheme(Kind.ECDSA_P1363, hash);
    }

    /** RSA with PKCS#1 padding. */
    public static SignatureScheme rsaPkcs1(Hash hash) {
        return new SignatureScheme(Kind.RSA_PKCS1, hash);
    }

    /** RSA with PSS padding. */
    public static SignatureScheme rsaPss(Hash hash) {
        return new SignatureScheme(Kind.RSA_PSS, hash);
    }

    /** Ed25519 over the message itself. */
    public static SignatureScheme ed25519() {
        return new SignatureScheme(Kind.ED25519, null);
    }

    /**
     * What Sigstore's signers make with a key of this kind: SHA-256 throughout in older ones, the hash of the curve's strength in
     * newer ones (Sigstore algorithm registry).
     */
    public static List<SignatureScheme> ofSigstore(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            Curve curve = Objects.requireNonNull(Curve.of(ec.getParams()));
            return curve == Curve.P256 ? List.of(ecdsa(Hash.SHA256)) : List.of(ecdsa(curve.hash()), ecdsa(Hash.SHA256));
        }
        if (key instanceof RSAPublicKey) {
            return List.of(rsaPkcs1(Hash.SHA256), rsaPss(Hash.SHA256));
        }
        return List.of(ed25519(), new SignatureScheme(Kind.ED25519_PH, null));
    }

    /** True if one of the schemes that Sigstore uses with this key says so. */
    public static boolean anyOfSigstore(PublicKey key, byte[] message, byte[] signature) {
        return ofSigstore(key).stream().anyMatch(scheme -> scheme.verifies(key, message, signature));
    }

    /** The hash of the curve's strength; null if the key is not of a curve. */
    public static @Nullable Hash curveHash(PublicKey key) {
        Curve curve = key instanceof ECPublicKey ec ? Curve.of(ec.getParams()) : null;
        return curve == null ? null : curve.hash();
    }

    /** True if the signature was made with the key over the message. */
    public boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        if (!fits(key)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(jcaName());
            AlgorithmParameterSpec parameters = parameters();
            if (parameters != null && kind == Kind.RSA_PSS) {
                verifier.setParameter(parameters);
            }
            verifier.initVerify(key);
            if (parameters != null && kind == Kind.ED25519_PH) {
                verifier.setParameter(parameters);
            }
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException | ArithmeticException e) {
            // A signature of the wrong shape is a wrong signature.
            return false;
        }
    }

    /** @throws Rejected unless the signature was made with the key over the message */
    public void require(PublicKey key, byte[] message, byte[] signature, String where) {
        if (!verifies(key, message, signature)) {
            throw new Rejected(
                    Reason.SIGNATURE_INVALID,
                    where,
                    "has a signature that does not match the key " + PublicKeys.fingerprint(key));
        }
    }

    private boolean fits(PublicKey key) {
        return switch (kind) {
            case ECDSA, ECDSA_P1363 -> key instanceof ECPublicKey;
            case RSA_PKCS1, RSA_PSS -> key instanceof RSAPublicKey;
            case ED25519, ED25519_PH -> key instanceof EdECPublicKey;
        };
    }

    private String jcaName() {
        return switch (kind) {
            case ECDSA -> prefix() + "withECDSA";
            case ECDSA_P1363 -> prefix() + "withECDSAinP1363Format";
            case RSA_PKCS1 -> prefix() + "withRSA";
            case RSA_PSS -> "RSASSA-PSS";
            case ED25519, ED25519_PH -> "Ed25519";
        };
    }

    private String prefix() {
        return Objects.requireNonNull(hash).inSignatures();
    }

    private @Nullable AlgorithmParameterSpec parameters() {
        if (kind == Kind.ED25519_PH) {
            return new EdDSAParameterSpec(true);
        }
        if (kind != Kind.RSA_PSS) {
            return null;
        }
        Hash function = Objects.requireNonNull(hash);
        return new PSSParameterSpec(
                function.jcaName(),
                "MGF1",
                new MGF1ParameterSpec(function.jcaName()),
                Objects.requireNonNull(hash).of().length,
                PSS_TRAILER);
    }
}
