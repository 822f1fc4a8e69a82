package dev.slipway.archive;

import dev.slipway.content.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The members of a gzip file, one after the other (RFC 1952 2.2). Zeros behind the last are padding: tape drives and archivers
 * write them, and gzip and tar take them. {@code GZIPInputStream} would take what is no member there for the end, and asks its source
 * how much is available to find the next one.
 */
final class GzipMembers extends BulkInputStream {
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    /** Modification time, extra flags and operating system: they say nothing of the bytes. */
    private static final int NOT_READ = 6;

    private final Consumer<String> warnings;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean ended;

    GzipMembers(InputStream compressed, Consumer<String> warnings) throws IOException {
        super(compressed);
        this.warnings = warnings;
        try {
            header();
        } catch (IOException | RuntimeException e) {
            inflater.end();
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int n = inflated(buffer, offset, length);
            if (n > 0) {
                crc.update(buffer, offset, n);
                return n;
            }
            if (inflater.finished()) {
                at = limit - inflater.getRemaining();
                trailer();
                next();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary, which gzip does not allow");
            } else if (inflater.needsInput()) {
                fill();
                inflater.setInput(input, 0, limit);
            }
        }
        return -1;
    }

    private int inflated(byte[] buffer, int offset, int length) throws IOException {
        try {
            return inflater.inflate(buffer, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Goes to the next member, or to the end. */
    private void next() throws IOException {
        if (at == limit && !more()) {
            ended = true;
        } else if (input[at] != 0) {
            header();
        } else {
            padding();
            ended = true;
        }
    }

    private void padding() throws IOException {
        do {
            for (; at < limit; at++) {
                if (input[at] != 0) {
                    throw new ZipException("after the last member there are bytes other than zeros");
                }
            }
        } while (more());
        warnings.accept("there are zeros after the end of the gzip stream");
    }

    /** RFC 1952 2.3, the member's header. */
    private void header() throws IOException {
        crc.reset();
        if (headerByte() != 0x1f || headerByte() != 0x8b) {
            throw new ZipException("a member does not begin with the two bytes of gzip");
        }
        int method = headerByte();
        int flags = headerByte();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new ZipException("a member is compressed in a way that no version of gzip knows");
        }
        skipHeader(NOT_READ);
        if ((flags & EXTRA) != 0) {
            skipHeader(headerByte() | headerByte() << 8);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        int computed = (int) crc.getValue() & 0xffff;
        if ((flags & HEADER_CHECKSUM) != 0 && (headerByte() | headerByte() << 8) != computed) {
            throw new ZipException("the header of a member has another checksum");
        }
        crc.reset();
        inflater.reset();
        inflater.setInput(input, at, limit - at);
    }

    private void skipHeader(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            headerByte();
        }
    }

    private void skipText(int present) throws IOException {
        if (present != 0) {
            while (headerByte() != 0) {
                // Up to the NUL.
            }
        }
    }

    private int headerByte() throws IOException {
        int b = next8();
        crc.update(b);
        return b;
    }

    /** RFC 1952 2.3.1, the checksum and size of the plain bytes. */
    private void trailer() throws IOException {
        if (next32() != (int) crc.getValue()) {
            throw new ZipException("its bytes have another checksum (CRC-32)");
        }
        if (next32() != (int) inflater.getBytesWritten()) {
            throw new ZipException("its length is not the one in its trailer");
        }
    }

    private int next32() throws IOException {
        return next8() | next8() << 8 | next8() << 16 | next8() << 24;
    }

    private int next8() throws IOException {
        if (at == limit) {
            fill();
        }
        return input[at++] & 0xff;
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException("it ends too early");
        }
    }

    private boolean more() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(input, 0, input.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
