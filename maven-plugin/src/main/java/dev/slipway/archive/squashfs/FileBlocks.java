package dev.slipway.archive.squashfs;

/** Where the bytes of a file lie. They are known when its last block is written. */
final class FileBlocks {
    static final long NO_FRAGMENT = 0xffff_ffffL;

    private final long size;
    private final long[] words;
    private long start = -1;
    private long sparse;
    private long fragment = NO_FRAGMENT;
    private long fragmentOffset;

    FileBlocks(long size, int blocks) {
        this.size = size;
        this.words = new long[blocks];
    }

    /** A block is written. */
    void put(int number, long place, long word) {
        if (start < 0) {
            start = place;
        }
        words[number] = word;
    }

    /** A block of so many zeros is not written; its word stays 0. */
    void hole(long bytes) {
        sparse += bytes;
    }

    void inFragment(long number, long offset) {
        fragment = number;
        fragmentOffset = offset;
    }

    long size() {
        return size;
    }

    /** Of the first block; 0 if there is none. */
    long start() {
        return Math.max(start, 0);
    }

    long sparse() {
        return sparse;
    }

    long fragment() {
        return fragment;
    }

    long fragmentOffset() {
        return fragmentOffset;
    }

    int blocks() {
        return words.length;
    }

    void putWords(Fields fields) {
        for (long word : words) {
            fields.u32(word);
        }
    }
}
