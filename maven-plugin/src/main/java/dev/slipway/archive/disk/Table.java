package dev.slipway.archive.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongUnaryOperator;

/**
 * A table of numbers that may be too large for the memory.
 *
 * @param order of the bytes of an entry
 * @param width bytes of an entry: 2, 4 or 8
 * @param block bytes; the table is filled up to a multiple of it
 */
record Table(ByteOrder order, int width, int block) {
    /**
     * Writes the table.
     *
     * @param entries that it has
     * @param filler the entries behind the last one
     * @param entry the value of each
     */
    void write(OutputStream sink, long entries, long filler, LongUnaryOperator entry) throws IOException {
        int perBlock = block / width;
        ByteBuffer bytes = ByteBuffer.allocate(block).order(order);
        for (long first = 0; first < entries; first += perBlock) {
            bytes.clear();
            for (long i = first; i < first + perBlock; i++) {
                put(bytes, i < entries ? entry.applyAsLong(i) : filler);
            }
            sink.write(bytes.array(), 0, block);
        }
    }

    private void put(ByteBuffer bytes, long value) {
        switch (width) {
            case Short.BYTES -> bytes.putShort((short) value);
            case Integer.BYTES -> bytes.putInt((int) value);
            default -> bytes.putLong(value);
        }
    }

    /** Bytes that a table of so many entries takes. */
    long size(long entries) {
        return (entries * width + block - 1) / block * block;
    }
}
