package dev.slipway.signing;

import dev.slipway.archive.pe.SigningKey;
import dev.slipway.problem.Problem;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key of RSA that the JDK can sign with, wherever it lies. */
final class JdkKey implements SigningKey {
    private static final String ALGORITHM = "SHA256withRSA";

    private final PrivateKey key;
    private final List<X509Certificate> certificates;
    private final @Nullable Provider provider;
    private final String where;

    private JdkKey(PrivateKey key, List<X509Certificate> certificates, @Nullable Provider provider, String where) {
        this.key = key;
        this.certificates = certificates;
        this.provider = provider;
        this.where = where;
    }

    /**
     * A key with its certificate.
     *
     * @param provider signs with the key; null for a key that any provider of the JDK can use
     * @throws Problem if key and first certificate do not belong together
     */
    static JdkKey of(PrivateKey key, List<X509Certificate> certificates, @Nullable Provider provider, String where) {
        if (!key.getAlgorithm().equals("RSA")) {
            throw isNotRsa(key.getAlgorithm(), where);
        }
        X509Certificate own = certificates.get(0);
        if (!own.getPublicKey().getAlgorithm().equals("RSA")) {
            throw isOfAnother(own, where);
        }
        JdkKey made = new JdkKey(key, List.copyOf(certificates), provider, where);
        made.sign(new byte[0]);
        return made;
    }

    private static Problem isOfAnother(X509Certificate certificate, String where) {
        return Problem.user(
                where,
                "the key is not that of the certificate of " + certificate.getSubjectX500Principal(),
                "Name the certificate that was made for this key, before those above it.");
    }

    static Problem isNotRsa(String algorithm, String where) {
        return Problem.user(
                where,
                "it is a key of " + algorithm + ", and firmware knows RSA only",
                "Make a key of RSA: openssl req -new -x509 -newkey rsa:2048");
    }

    /**
     * The key of a store.
     *
     * @param alias null if the store has one key only
     */
    static JdkKey of(KeyStore store, @Nullable String alias, Secret secret, String where)
            throws GeneralSecurityException {
        String name = alias == null ? onlyKey(store, where) : alias;
        if (!keys(store).contains(name) || !(store.getKey(name, secret.chars()) instanceof PrivateKey key)) {
            throw Problem.user(
                    where,
                    "there is no private key '" + name + "' with a certificate",
                    "It has these: " + String.join(", ", keys(store)));
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : store.getCertificateChain(name)) {
            certificates.add((X509Certificate) certificate);
        }
        // A key without bytes is still in its token, whose provider nobody has registered.
        return of(key, certificates, key.getEncoded() == null ? store.getProvider() : null, where);
    }

    private static String onlyKey(KeyStore store, String where) throws KeyStoreException {
        List<String> keys = keys(store);
        if (keys.size() != 1) {
            throw Problem.user(
                    where,
                    "it has " + keys.size() + " private keys with certificates, and one belongs there",
                    "Export the key alone with its certificate.");
        }
        return keys.get(0);
    }

    private static List<String> keys(KeyStore store) throws KeyStoreException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificateChain(alias) != null) {
                keys.add(alias);
            }
        }
        Collections.sort(keys);
        return keys;
    }

    @Override
    public List<X509Certificate> certificates() {
        return certificates;
    }

    @Override
    public byte[] sign(byte[] bytes) {
        try {
            Signature signing =
                    provider == null ? Signature.getInstance(ALGORITHM) : Signature.getInstance(ALGORITHM, provider);
            signing.initSign(key);
            signing.update(bytes);
            byte[] signature = signing.sign();
            if (!isOfCertificate(bytes, signature)) {
                throw isOfAnother(certificates.get(0), where);
            }
            return signature;
        } catch (GeneralSecurityException e) {
            throw Problem.environment(
                    where,
                    "signing with this key failed: " + e.getMessage(),
                    "Check that the key works, for example with sbsign.",
                    e);
        }
    }

    private boolean isOfCertificate(byte[] bytes, byte[] signature) throws GeneralSecurityException {
        Signature checking = Signature.getInstance(ALGORITHM);
        checking.initVerify(certificates.get(0).getPublicKey());
        checking.update(bytes);
        try {
            return checking.verify(signature);
        } catch (SignatureException e) {
            // The signature of a key of another size.
            return false;
        }
    }
}
