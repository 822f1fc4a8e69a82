package dev.slipway.content;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the bytes of a file. */
@FunctionalInterface
public interface ContentWriter {
    /** Writes all bytes to the sink and leaves it open. */
    void writeTo(OutputStream sink) throws IOException;
}
