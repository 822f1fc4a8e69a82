package dev.slipway.archive.cpio;

/** The type bits of a mode (inode(7), S_IFMT). */
enum FileType {
    FIFO(0010000),
    CHARACTER(0020000),
    DIRECTORY(0040000),
    BLOCK(0060000),
    REGULAR(0100000),
    SYMLINK(0120000);

    private final int bits;

    FileType(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }
}
