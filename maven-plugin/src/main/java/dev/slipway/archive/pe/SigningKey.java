package dev.slipway.archive.pe;

import java.security.cert.X509Certificate;
import java.util.List;

/** A private key that may never be seen, and its certificate. */
public interface SigningKey {
    /** The key's own certificate, and then those that lead to the one that the firmware has. */
    List<X509Certificate> certificates();

    /** The signature over some bytes: RSA with PKCS#1 v1.5 and sha256, which firmware knows and which is the same each time. */
    byte[] sign(byte[] bytes);
}
