package dev.slipway.signing;

import dev.slipway.archive.pe.Authenticode;
import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.util.Optional;

/** A signature that was made elsewhere, of an image that was built before. */
final class DetachedSignature implements ImageSigning {
    private static final int MOST_BYTES = 1 << 16;
    private static final int SEQUENCE = 0x30;

    private final String where;
    private final byte[] pkcs7;

    /** @param file a PKCS#7 message, DER or PEM */
    DetachedSignature(String where, byte[] file) {
        this.where = where;
        if (file.length > MOST_BYTES) {
            throw Problem.user(where, "a signature has at most " + MOST_BYTES + " bytes", "Name the signature's file.");
        }
        this.pkcs7 = file.length > 0 && file[0] == SEQUENCE
                ? file.clone()
                : PemFile.parse(file).first("PKCS7", "CMS").orElseThrow(this::isNone);
    }

    private Problem isNone() {
        return Problem.user(
                where,
                "this is no PKCS#7 message, neither DER nor PEM",
                "Take the file that sbsign --detached writes.");
    }

    @Override
    public Optional<byte[]> sign(Digest hash) {
        Authenticode.requireSigns(pkcs7, hash, where);
        return Optional.of(pkcs7.clone());
    }

    @Override
    public String toString() {
        return "signature " + Digest.of(pkcs7);
    }
}
