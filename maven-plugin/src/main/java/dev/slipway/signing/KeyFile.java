package dev.slipway.signing;

import dev.slipway.der.DerWriter;
import dev.slipway.problem.Problem;
import dev.slipway.project.ProjectFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key in a file: PEM, or PKCS#12 with its certificates.
 *
 * @param certificate a file with the key's certificate and those above it; null if the key's file has them
 */
record KeyFile(Path file, @Nullable Path certificate, Secret secret) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int SEQUENCE = 0x30;
    private static final String CERTIFICATE_NEXT =
            "Set " + SigningSettings.CERTIFICATE + " to the file of the key's certificate.";
    private static final String RSA = "1.2.840.113549.1.1.1";

    /** @throws Problem if there is no key of RSA in the file, or no certificate for it */
    JdkKey read() {
        byte[] bytes = bounded(file, where(), "Name the file with the private key.");
        return bytes.length > 0 && bytes[0] == SEQUENCE ? ofPkcs12(bytes) : ofPem(bytes);
    }

    private static byte[] bounded(Path file, String where, String next) {
        byte[] bytes = ProjectFile.start(file, MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problem.user(where, "it has more than " + MOST_BYTES + " bytes", next);
        }
        return bytes;
    }

    private JdkKey ofPkcs12(byte[] bytes) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), secret.chars());
            return JdkKey.of(store, null, secret, where());
        } catch (IOException | GeneralSecurityException e) {
            throw Problem.user(where(), "it cannot be opened as PKCS#12: " + e.getMessage(), passwordAdvice(), e);
        }
    }

    private JdkKey ofPem(byte[] bytes) {
        PemFile pem = PemFile.parse(bytes);
        PrivateKey key = privateKey(pem);
        PemFile chain =
                certificate == null ? pem : PemFile.parse(bounded(certificate, place(certificate), CERTIFICATE_NEXT));
        List<X509Certificate> certificates = certificates(chain.all("CERTIFICATE"));
        if (certificates.isEmpty()) {
            throw Problem.user(
                    certificate == null ? where() : place(certificate),
                    "there is no certificate in PEM for the key",
                    CERTIFICATE_NEXT);
        }
        return JdkKey.of(key, certificates, null, where());
    }

    private PrivateKey privateKey(PemFile pem) {
        try {
            if (pem.first("EC PRIVATE KEY").isPresent()) {
                throw JdkKey.isNotRsa("EC", where());
            }
            var encrypted = pem.first("ENCRYPTED PRIVATE KEY");
            var plain = pem.first("PRIVATE KEY")
                    .or(() -> pem.first("RSA PRIVATE KEY").map(KeyFile::asPkcs8));
            if (encrypted.isPresent()) {
                return rsa(decrypted(new EncryptedPrivateKeyInfo(encrypted.get())));
            }
            return rsa(new PKCS8EncodedKeySpec(plain.orElseThrow(() -> problem(
                    "there is no private key of RSA in it",
                    "Convert it: openssl pkcs8 -topk8 -v2 aes256 -in <file> -out key.pem"))));
        } catch (IOException | GeneralSecurityException e) {
            throw Problem.user(where(), "its private key cannot be read: " + e.getMessage(), passwordAdvice(), e);
        }
    }

    private PrivateKey rsa(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        if (isOfCurve(spec)) {
            throw JdkKey.isNotRsa("EC", where());
        }
        return KeyFactory.getInstance("RSA").generatePrivate(spec);
    }

    private static boolean isOfCurve(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            KeyFactory.getInstance("EC").generatePrivate(spec);
            return true;
        } catch (InvalidKeySpecException e) {
            return false;
        }
    }

    private PKCS8EncodedKeySpec decrypted(EncryptedPrivateKeyInfo info) throws GeneralSecurityException {
        if (!secret.isThere()) {
            throw problem("its private key is encrypted, and there is no password", passwordAdvice());
        }
        // The parameters of PBES2 know the names of both algorithms that it is made of.
        String algorithm = info.getAlgParameters() == null
                ? info.getAlgName()
                : info.getAlgParameters().toString();
        SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(secret.chars()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    /** OpenSSL's older form is the inner part of PKCS#8 (RFC 5208, 5). */
    private static byte[] asPkcs8(byte[] pkcs1) {
        return DerWriter.sequence(
                DerWriter.integer(BigInteger.ZERO),
                DerWriter.sequence(DerWriter.oid(RSA), DerWriter.nothing()),
                DerWriter.octets(pkcs1));
    }

    private List<X509Certificate> certificates(List<byte[]> encoded) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] each : encoded) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each)));
            }
            return certificates;
        } catch (CertificateException e) {
            throw Problem.user(
                    where(), "its certificate cannot be read: " + e.getMessage(), "Name a certificate in PEM.", e);
        }
    }

    private Problem problem(String what, String next) {
        return Problem.user(where(), what, next);
    }

    private static String place(Path certificate) {
        return SigningSettings.CERTIFICATE + " " + certificate;
    }

    private String where() {
        return SigningSettings.KEY + " " + file;
    }

    private static String passwordAdvice() {
        return "Put its password into settings.xml as that of a server, and set " + SigningSettings.KEY_SERVER
                + " to the server's id. A PEM file has to be encrypted with AES: openssl pkcs8 -topk8 -v2 aes256 -in <file> -out key.pem";
    }
}
