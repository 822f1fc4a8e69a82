package dev.slipway.archive.tar;

import java.io.OutputStream;

/** Counts the bytes that an archive will have. */
final class SizeCounter extends OutputStream {
    private long size;

    /** Counts content that is not written. */
    void add(long bytes) {
        size += bytes;
    }

    long size() {
        return size;
    }

    @Override
    public void write(int b) {
        size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
    }
}
