package dev.slipway.trust.crypto;

import dev.slipway.content.HashFunction;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;

/** The hash functions that signatures may use. */
public enum Hash {
    SHA256(HashFunction.SHA256, "2.16.840.1.101.3.4.2.1"),
    SHA384(HashFunction.SHA384, "2.16.840.1.101.3.4.2.2"),
    SHA512(HashFunction.SHA512, "2.16.840.1.101.3.4.2.3");

    private final HashFunction function;
    private final String oid;

    Hash(HashFunction function, String oid) {
        this.function = function;
        this.oid = oid;
    }

    /** By object identifier (RFC 5754 2). */
    public static Hash ofOid(String oid, String where) {
        for (Hash hash : values()) {
            if (hash.oid.equals(oid)) {
                return hash;
            }
        }
        throw new Rejected(Reason.UNSUPPORTED, where, "uses the hash function " + oid + ", which is not accepted");
    }

    /** By a name such as {@code sha256}, {@code SHA2_256} or {@code SHA-256}. */
    public static Hash ofName(String name, String where) {
        return switch (name) {
            case "sha256", "SHA2_256", "SHA-256" -> SHA256;
            case "sha384", "SHA2_384", "SHA-384" -> SHA384;
            case "sha512", "SHA2_512", "SHA-512" -> SHA512;
            default ->
                throw new Rejected(
                        Reason.UNSUPPORTED, where, "uses the hash function " + name + ", which is not accepted");
        };
    }

    /** The name in Java's signature algorithms, {@code SHA256}. */
    String inSignatures() {
        return name();
    }

    String jcaName() {
        return function.jcaName();
    }

    /** The hash of some bytes. */
    public byte[] of(byte[]... parts) {
        return function.of(parts);
    }
}
