package dev.slipway.signing;

import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.util.Arrays;
import java.util.Optional;

/** A signature that was made elsewhere, of an image that was built before. */
final class DetachedSignature implements ImageSigning {
    static final int MOST_BYTES = 1 << 16;
    private static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;
    /** A certificate table ends on a multiple of so many bytes. */
    private static final int PADDING = 8;

    private final String where;
    private final byte[] pkcs7;

    /** @param file a PKCS#7 message, DER or PEM */
    DetachedSignature(String where, byte[] file) {
        this.where = where;
        if (file.length > MOST_BYTES) {
            throw Problem.user(
                    where,
                    "this is not a signature: it is larger than " + MOST_BYTES + " bytes",
                    "Set slipway.uki.signature to the file that sbsign --detached writes.");
        }
        this.pkcs7 = whole(
                file.length > 0 && file[0] == SEQUENCE
                        ? file
                        : PemFile.parse(file).first("PKCS7", "CMS").orElseThrow(this::isNone));
    }

    /** The message without the zeros behind it that fill up a certificate table. */
    private byte[] whole(byte[] file) {
        long size = sizeOfFirst(file);
        if (size > file.length || file.length - size >= PADDING || !isZero(file, (int) size)) {
            throw Problem.user(
                    where,
                    "it is incomplete, or it has more than one PKCS#7 message",
                    "Take the file that sbsign --detached writes, whole.");
        }
        return Arrays.copyOf(file, (int) size);
    }

    /** Bytes of the value that some bytes of DER begin with (X.690 8.1.3). */
    private static long sizeOfFirst(byte[] der) {
        int length = der.length < 2 ? LONG_FORM : der[1] & 0xff;
        if (length < LONG_FORM) {
            return 2L + length;
        }
        int count = length - LONG_FORM;
        if (count == 0 || count > Integer.BYTES || der.length < 2 + count) {
            return Long.MAX_VALUE;
        }
        long size = 0;
        for (int i = 2; i < 2 + count; i++) {
            size = size << Byte.SIZE | der[i] & 0xff;
        }
        return 2L + count + size;
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private Problem isNone() {
        return Problem.user(
                where,
                "this is no PKCS#7 message, neither DER nor PEM",
                "Take the file that sbsign --detached writes.");
    }

    @Override
    public Optional<byte[]> sign(Digest hash) {
        new SignedMessage(pkcs7, where).requireSigns(hash);
        return Optional.of(pkcs7.clone());
    }

    @Override
    public String toString() {
        return "signature " + Digest.of(pkcs7);
    }
}
