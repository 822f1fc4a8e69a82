package dev.slipway.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions that are computed; each user says which of them it accepts. */
public enum HashFunction {
    /** Broken: good for telling things apart that nobody attacks. */
    SHA1("SHA-1"),
    SHA256("SHA-256"),
    SHA384("SHA-384"),
    SHA512("SHA-512");

    private final String jcaName;

    HashFunction(String jcaName) {
        this.jcaName = jcaName;
    }

    /** The name in Java, {@code SHA-256}. */
    public String jcaName() {
        return jcaName;
    }

    /** A hash that has seen no bytes yet. */
    public MessageDigest start() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + jcaName, e);
        }
    }

    /** The hash of some bytes that follow one another. */
    public byte[] of(byte[]... parts) {
        MessageDigest hash = start();
        for (byte[] part : parts) {
            hash.update(part);
        }
        return hash.digest();
    }
}
