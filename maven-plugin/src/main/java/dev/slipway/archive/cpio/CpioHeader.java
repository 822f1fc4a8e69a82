package dev.slipway.archive.cpio;

import java.nio.charset.StandardCharsets;

/**
 * The header before a name (buffer-format, "cpio_header"): a magic and thirteen numbers of eight hexadecimal digits.
 *
 * @param mode file type and permission bits
 * @param nlink names that the inode has in the archive; 2 for a directory
 * @param fileSize bytes of data behind the name
 * @param nameSize bytes of the name with its NUL
 */
record CpioHeader(
        long ino,
        long mode,
        long uid,
        long gid,
        long nlink,
        long mtime,
        long fileSize,
        long rdevMajor,
        long rdevMinor,
        long nameSize) {
    /** Bytes of a header. */
    static final int SIZE = 110;

    /** Every number is 32 bits wide. */
    static final long MAX = 0xffff_ffffL;

    private static final byte[] MAGIC = "070701".getBytes(StandardCharsets.US_ASCII);

    // Upper case, as GNU cpio and the kernel's gen_init_cpio write it, so that dumps can be compared.
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    byte[] bytes() {
        byte[] header = new byte[SIZE];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        // devmajor, devminor and the checksum stay 0: one archive is one device, and only the crc format has sums.
        long[] fields = {ino, mode, uid, gid, nlink, mtime, fileSize, 0, 0, rdevMajor, rdevMinor, nameSize, 0};
        int at = MAGIC.length;
        for (long field : fields) {
            if (field < 0 || field > MAX) {
                throw new IllegalArgumentException("does not fit into 32 bits: " + field);
            }
            for (int shift = 28; shift >= 0; shift -= 4) {
                header[at++] = DIGITS[(int) (field >> shift) & 0xf];
            }
        }
        return header;
    }
}
