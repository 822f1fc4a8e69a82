package dev.slipway.archive.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A long name as directory entries, the last part of the name first (section 7).
 *
 * @param text up to 255 UTF-16 units
 */
record LongName(String text) {
    private static final int UNITS_PER_ENTRY = 13;
    private static final int UNITS = 255;
    private static final int LAST_ENTRY = 0x40;
    private static final byte LONG_NAME = 0x0f;
    private static final String FORBIDDEN = "\"*/:<>?\\|";

    LongName {
        if (!isWritable(text)) {
            throw new IllegalArgumentException("not a FAT name: '" + text + "'");
        }
    }

    /** Whether every driver finds a file by such a name. */
    static boolean isWritable(String name) {
        return !name.isEmpty()
                && name.length() <= UNITS
                && name.chars().noneMatch(c -> c < 0x20 || c == 0x7f || FORBIDDEN.indexOf(c) >= 0)
                && !name.endsWith(".")
                && !name.endsWith(" ")
                && !name.startsWith(" ");
    }

    int entries() {
        return (text.length() + UNITS_PER_ENTRY - 1) / UNITS_PER_ENTRY;
    }

    void putInto(ByteBuffer directory, byte checksum) {
        int count = entries();
        for (int number = count; number >= 1; number--) {
            ByteBuffer units = units((number - 1) * UNITS_PER_ENTRY);
            directory.put((byte) (number == count ? number | LAST_ENTRY : number));
            directory.put(units.limit(10)).put(LONG_NAME).put((byte) 0).put(checksum);
            directory.put(units.limit(22)).putShort((short) 0).put(units.limit(26));
        }
    }

    private ByteBuffer units(int start) {
        ByteBuffer units = ByteBuffer.allocate(2 * UNITS_PER_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = start; i < start + UNITS_PER_ENTRY; i++) {
            // A name that does not fill its last entry ends with NUL, then ones.
            units.putShort(i < text.length() ? (short) text.charAt(i) : (short) (i == text.length() ? 0 : 0xffff));
        }
        return units.flip();
    }
}
