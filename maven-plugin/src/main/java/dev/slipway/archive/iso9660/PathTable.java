package dev.slipway.archive.iso9660;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** A path table (ECMA-119, 9.4): all directories with their places, so that a reader without a cache gets anywhere with one seek. */
record PathTable(DirectoryHierarchy hierarchy) {
    private static final int HEAD = 8;

    /** Size in bytes. */
    int size() {
        int size = 0;
        for (Directory directory : hierarchy.directories()) {
            size += length(directory);
        }
        return size;
    }

    private static int length(Directory directory) {
        int identifier = directory.identifier().length;
        return HEAD + identifier + (identifier & 1);
    }

    /**
     * The table.
     *
     * @param order little-endian for type L, big-endian for type M
     * @param places of directories by path
     */
    byte[] bytes(ByteOrder order, Map<String, Extent> places) {
        ByteBuffer table = ByteBuffer.allocate(size()).order(order);
        for (Directory directory : hierarchy.directories()) {
            int end = table.position() + length(directory);
            Extent place = places.getOrDefault(directory.path(), Extent.NONE);
            table.put((byte) directory.identifier().length).put((byte) 0);
            table.putInt((int) place.block()).putShort((short) directory.parent());
            table.put(directory.identifier()).position(end);
        }
        return table.array();
    }
}
