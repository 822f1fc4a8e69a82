package dev.slipway.archive.iso9660;

import java.nio.ByteBuffer;

/**
 * A directory record (ECMA-119, 9.1).
 *
 * @param extent where the file section lies
 * @param date seven bytes
 * @param flags see the constants
 * @param identifier the name
 * @param systemUse what follows the name
 */
record DirectoryRecord(Extent extent, byte[] date, int flags, byte[] identifier, byte[] systemUse) {
    static final int DIRECTORY = 0x02;
    static final int MORE_SECTIONS = 0x80;

    /** The largest record with an even length. */
    static final int LARGEST = 254;

    static final byte[] ITSELF = {0};
    static final byte[] PARENT = {1};

    private static final int HEAD = 33;

    /** Room for system use beside an identifier. */
    static int room(byte[] identifier) {
        return LARGEST - padded(HEAD + identifier.length);
    }

    /** The length of a record. */
    static int length(byte[] identifier, int systemUseBytes) {
        return padded(padded(HEAD + identifier.length) + systemUseBytes);
    }

    private static int padded(int length) {
        return length + (length & 1);
    }

    byte[] bytes() {
        int length = length(identifier, systemUse.length);
        ByteBuffer record = ByteBuffer.allocate(length);
        record.put((byte) length).put((byte) 0);
        Iso.put32(record, extent.block());
        Iso.put32(record, extent.bytes());
        record.put(date).put((byte) flags).put((byte) 0).put((byte) 0);
        Iso.put16(record, 1);
        record.put((byte) identifier.length).put(identifier);
        record.position(padded(HEAD + identifier.length));
        return record.put(systemUse).array();
    }
}
