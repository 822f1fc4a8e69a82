package dev.slipway.archive.pe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The attribute certificate table at the end of a PE file, with one entry (Microsoft PE format, "The Attribute Certificate Table"). */
final class CertificateTable {
    private static final int HEADER_BYTES = 8;
    private static final int ALIGNMENT = 8;
    private static final short REVISION_2 = 0x0200;
    private static final short PKCS_SIGNED_DATA = 2;

    private CertificateTable() {}

    static byte[] of(byte[] pkcs7) {
        int length = HEADER_BYTES + pkcs7.length;
        int padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return ByteBuffer.allocate(padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putShort(REVISION_2)
                .putShort(PKCS_SIGNED_DATA)
                .put(pkcs7)
                .array();
    }
}
