package dev.slipway.signing;

import dev.slipway.archive.pe.Authenticode;
import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.archive.pe.SigningKey;
import dev.slipway.content.Digest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Signs with a key that is at hand. */
record KeySigning(SigningKey key) implements ImageSigning {
    @Override
    public Optional<byte[]> sign(Digest hash) {
        return Optional.of(Authenticode.sign(hash, key));
    }

    /** The certificates, which decide over the bytes: a key that fits them is the only one. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("signed");
        try {
            for (X509Certificate certificate : key.certificates()) {
                text.append(' ').append(Digest.of(certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
        return text.toString();
    }
}
