package dev.slipway.store;

import dev.slipway.content.ZeroSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Writes a new file through a buffer, and leaves a hole where zeros are: a disk of gibibytes takes the room of what is on it. */
final class SparseFileStream extends OutputStream implements ZeroSink {
    private static final int BUFFER = 1 << 16;

    private final SeekableByteChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    /** @param file empty */
    SparseFileStream(SeekableByteChannel file) {
        this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.remaining()) {
            flush();
        }
        if (length < BUFFER) {
            buffer.put(bytes, offset, length);
        } else {
            drain(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    /** A short run is cheaper to write than to leave out. */
    @Override
    public void writeZeros(long count) throws IOException {
        if (count < BUFFER) {
            write(new byte[(int) count], 0, (int) count);
            return;
        }
        flush();
        file.position(file.position() + count);
    }

    @Override
    public void flush() throws IOException {
        drain(buffer.flip());
        buffer.clear();
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** A file ends where it was written to, and not where its position is. */
    @Override
    public void close() throws IOException {
        try (file) {
            flush();
            if (file.position() > file.size()) {
                file.position(file.position() - 1);
                drain(ByteBuffer.allocate(1));
            }
        }
    }
}
