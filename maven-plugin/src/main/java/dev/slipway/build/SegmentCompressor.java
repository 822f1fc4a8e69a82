package dev.slipway.build;

import dev.slipway.archive.gzip.GzipWriter;
import dev.slipway.archive.zstd.ZstdWriter;
import dev.slipway.output.Compression;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Compresses segments. Segments are compressed side by side, so each needs one thread only. */
enum SegmentCompressor {
    ZSTD(ZstdWriter.ID) {
        @Override
        OutputStream open(OutputStream sink) throws IOException {
            return new ZstdWriter(sink, 1);
        }
    },
    GZIP(GzipWriter.ID) {
        @Override
        OutputStream open(OutputStream sink) throws IOException {
            return new GzipWriter(sink, 1);
        }
    },
    NONE("none") {
        @Override
        OutputStream open(OutputStream sink) {
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

    /** A stream that compresses into a sink; the sink stays open when the stream is closed. */
    abstract OutputStream open(OutputStream sink) throws IOException;
}
