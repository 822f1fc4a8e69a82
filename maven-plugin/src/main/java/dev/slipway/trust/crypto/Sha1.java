package dev.slipway.trust.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-1, only where an old format names a certificate with it (ESSCertID, RFC 2634 5.4). */
final class Sha1 {
    private Sha1() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
