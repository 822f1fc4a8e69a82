package dev.slipway.archive.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Writes to a channel and skips what is all zeros, so that an image of gigabytes takes kilobytes. */
final class SparseOutput extends OutputStream {
    private static final byte[] ZEROS = new byte[1 << 17];

    private final SeekableByteChannel channel;

    SparseOutput(SeekableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        boolean zero = length <= ZEROS.length && Arrays.equals(bytes, offset, offset + length, ZEROS, 0, length);
        if (zero) {
            channel.position(channel.position() + length);
        } else {
            channel.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    @Override
    public void close() throws IOException {
        // A file ends where it was written to, not where it was skipped to.
        long end = channel.position();
        if (end > channel.size()) {
            channel.position(end - 1).write(ByteBuffer.allocate(1));
        }
        channel.close();
    }
}
