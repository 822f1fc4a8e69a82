package dev.slipway.archive.squashfs;

/** The small tables behind the inodes: each is compressed in blocks, and then come the places of the blocks ("Lookup tables"). */
final class Tables {
    private Tables() {}

    /**
     * A table for a place in the file.
     *
     * @param bytes of it
     * @param head where a reader begins, in the file
     */
    record Placed(byte[] bytes, long head) {}

    static Placed lookup(byte[] plain, long start, SquashfsCompression compression) {
        MetadataBlocks blocks = new MetadataBlocks(compression);
        blocks.write(plain);
        byte[] table = blocks.finish();
        byte[] index = blocks.index(start);
        byte[] bytes = new Fields(table.length + index.length)
                .bytes(table)
                .bytes(index)
                .bytes();
        return new Placed(bytes, start + table.length);
    }
}
