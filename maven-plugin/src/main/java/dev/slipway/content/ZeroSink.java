package dev.slipway.content;

import java.io.IOException;
import java.io.OutputStream;

/** A sink that need not be given zeros byte by byte. */
public interface ZeroSink {
    /** Does what writing so many zeros would do. */
    void writeZeros(long count) throws IOException;

    /** Writes zeros to any stream, in the cheapest way that it has. */
    static void write(OutputStream sink, long count) throws IOException {
        if (sink instanceof ZeroSink zeros) {
            zeros.writeZeros(count);
            return;
        }
        byte[] block = new byte[(int) Math.min(count, 1 << 16)];
        for (long left = count; left > 0; left -= block.length) {
            sink.write(block, 0, (int) Math.min(block.length, left));
        }
    }
}
