package dev.slipway.archive.zip;

/**
 * A member, as the directory of the zip describes it.
 *
 * @param size in bytes, unpacked
 * @param compressed size in bytes, as it lies there
 * @param crc CRC-32 of the unpacked bytes
 * @param method 0 for stored, 8 for deflated; the format has others
 * @param encrypted whether a password is needed
 * @param mode type and permissions as {@code stat} has them, if a Unix tool wrote the zip; else 0
 * @param header offset of the member's own header
 */
public record ZipMember(
        String name, long size, long compressed, long crc, int method, boolean encrypted, int mode, long header) {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;

    /** Tools of Windows write backslashes. */
    public boolean isDirectory() {
        return name.endsWith("/") || name.endsWith("\\");
    }

    /** Then its bytes are the path that it leads to. */
    public boolean isSymlink() {
        return (mode & TYPE) == LINK;
    }

    /** Whether {@link ZipArchive#open} can unpack it. */
    public boolean isReadable() {
        return !encrypted && (method == DEFLATED || method == STORED && size == compressed);
    }

    boolean isStored() {
        return method == STORED;
    }
}
