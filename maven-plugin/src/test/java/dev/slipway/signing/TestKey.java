package dev.slipway.signing;

import static dev.slipway.der.DerWriter.encode;
import static dev.slipway.der.DerWriter.integer;
import static dev.slipway.der.DerWriter.nothing;
import static dev.slipway.der.DerWriter.oid;
import static dev.slipway.der.DerWriter.sequence;
import static dev.slipway.der.DerWriter.setOf;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** A key with a certificate of its own, made now. */
record TestKey(KeyPair pair, X509Certificate certificate) {
    static TestKey rsa(String name) throws GeneralSecurityException {
        return rsa(name, 2048);
    }

    static TestKey rsa(String name, int bits) throws GeneralSecurityException {
        return of(name, "RSA", bits, sequence(oid("1.2.840.113549.1.1.11"), nothing()), "SHA256withRSA");
    }

    static TestKey ec(String name) throws GeneralSecurityException {
        return of(name, "EC", 256, sequence(oid("1.2.840.10045.4.3.2")), "SHA256withECDSA");
    }

    private static TestKey of(String name, String algorithm, int bits, byte[] identifier, String signature)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        byte[] subject = sequence(setOf(List.of(sequence(oid("2.5.4.3"), utf8(name)))));
        byte[] validity = sequence(utcTime("200101000000Z"), utcTime("491231235959Z"));
        byte[] body = sequence(
                integer(BigInteger.valueOf(name.hashCode() & 0xffff)),
                identifier,
                subject,
                validity,
                subject,
                pair.getPublic().getEncoded());
        Signature signing = Signature.getInstance(signature);
        signing.initSign(pair.getPrivate());
        signing.update(body);
        byte[] value = signing.sign();
        byte[] bits0 = new byte[value.length + 1];
        System.arraycopy(value, 0, bits0, 1, value.length);
        byte[] certificate = sequence(body, identifier, encode(0x03, bits0));
        return new TestKey(pair, (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
    }

    private static byte[] utf8(String text) {
        return encode(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] utcTime(String text) {
        return encode(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    String keyPem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }
}
