package dev.slipway.system;

import dev.slipway.archive.gzip.GzipWriter;
import dev.slipway.archive.zstd.ZstdWriter;
import dev.slipway.output.Compression;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Compresses segments. They are compressed side by side; a large one, which the others would have to wait for, by several threads. */
enum SegmentCompressor {
    ZSTD(ZstdWriter.ID) {
        @Override
        OutputStream open(OutputStream sink, long size) throws IOException {
            return new ZstdWriter(sink, size, threads(size));
        }
    },
    GZIP(GzipWriter.ID) {
        @Override
        OutputStream open(OutputStream sink, long size) throws IOException {
            return new GzipWriter(sink, threads(size));
        }
    },
    NONE("none") {
        @Override
        OutputStream open(OutputStream sink, long size) {
            return new FilterOutputStream(sink) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                }

                @Override
                public void close() throws IOException {
                    out.flush();
                }
            };
        }
    };

    /** Bytes from which a segment is large. */
    private static final long LARGE = 32L << 20;

    private final String id;

    SegmentCompressor(String id) {
        this.id = id;
    }

    static SegmentCompressor of(Compression compression) {
        return switch (compression) {
            case ZSTD -> ZSTD;
            case GZIP -> GZIP;
            case NONE -> NONE;
        };
    }

    /** Names all that decides over the bytes: format, library, level. */
    String id() {
        return id;
    }

    private static int threads(long size) {
        return size < LARGE ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /**
     * A stream that compresses into a sink; the sink stays open when the stream is closed.
     *
     * @param size how many bytes it will get, about; the same for the same segment
     */
    abstract OutputStream open(OutputStream sink, long size) throws IOException;
}
