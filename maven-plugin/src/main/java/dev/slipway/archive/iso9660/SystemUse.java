package dev.slipway.archive.iso9660;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Fields of the System Use Sharing Protocol, by which Rock Ridge announces itself (SUSP 1.12, chapter 5). */
final class SystemUse {
    /** Size of a field that points to the continuation of a record's fields (5.1). */
    static final int CONTINUATION_BYTES = 28;

    private static final byte VERSION = 1;
    private static final String RRIP = "RRIP_1991A";
    private static final String RRIP_DESCRIPTION =
            "THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS";
    private static final String RRIP_SOURCE =
            "PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME DESCRIPTOR"
                    + " FOR CONTACT INFORMATION.";

    private SystemUse() {}

    /** A field of a length, positioned behind its head. */
    static ByteBuffer field(String signature, int length) {
        ByteBuffer field = ByteBuffer.allocate(length).order(ByteOrder.BIG_ENDIAN);
        return field.put(signature.getBytes(StandardCharsets.US_ASCII))
                .put((byte) length)
                .put(VERSION);
    }

    /** CE, the continuation area (5.1). */
    static byte[] continuation(long block, int offset, int length) {
        ByteBuffer field = field("CE", CONTINUATION_BYTES);
        Iso.put32(field, block);
        Iso.put32(field, offset);
        Iso.put32(field, length);
        return field.array();
    }

    /** SP, the protocol's mark in the root's first record (5.3). */
    static byte[] mark() {
        return field("SP", 7).put((byte) 0xbe).put((byte) 0xef).put((byte) 0).array();
    }

    /** ER, the extension in use (5.5): Rock Ridge as every reader knows it. */
    static byte[] rockRidge() {
        byte[] id = RRIP.getBytes(StandardCharsets.US_ASCII);
        byte[] description = RRIP_DESCRIPTION.getBytes(StandardCharsets.US_ASCII);
        byte[] source = RRIP_SOURCE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer field = field("ER", 8 + id.length + description.length + source.length);
        field.put((byte) id.length)
                .put((byte) description.length)
                .put((byte) source.length)
                .put((byte) 1);
        return field.put(id).put(description).put(source).array();
    }
}
