package dev.slipway.archive;

import dev.slipway.content.BulkInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The members of a gzip file, one after the other (RFC 1952 2.2). Zeros behind the last are padding: tape drives and archivers
 * write them, and gzip and tar take them.
 */
final class GzipMembers extends BulkInputStream {
    private final BufferedInputStream compressed;
    private final Consumer<String> warnings;
    private InputStream member;

    GzipMembers(InputStream compressed, Consumer<String> warnings) throws IOException {
        super(InputStream.nullInputStream());
        this.compressed = new BufferedInputStream(compressed, 1 << 16);
        this.warnings = warnings;
        this.member = next();
    }

    /** The reader puts back what it read of the next member, as its source can be marked. */
    private InputStream next() throws IOException {
        return GzipCompressorInputStream.builder().setInputStream(compressed).get();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        for (int n = member.read(buffer, offset, length); ; n = member.read(buffer, offset, length)) {
            if (n >= 0 || !hasNext()) {
                return n;
            }
            member = next();
        }
    }

    private boolean hasNext() throws IOException {
        compressed.mark(1);
        int first = compressed.read();
        if (first < 0) {
            return false;
        }
        compressed.reset();
        if (first != 0) {
            return true;
        }
        for (int b = compressed.read(); b >= 0; b = compressed.read()) {
            if (b != 0) {
                throw new IOException("after the last member there are bytes other than zeros");
            }
        }
        warnings.accept("there are zeros after the end of the gzip stream");
        return false;
    }

    @Override
    public void close() throws IOException {
        member.close();
        compressed.close();
    }
}
