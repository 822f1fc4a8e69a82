package dev.slipway.content;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A sink that stays open when this is closed, and is flushed then. */
public final class OpenSink extends FilterOutputStream {
    public OpenSink(OutputStream sink) {
        super(sink);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
