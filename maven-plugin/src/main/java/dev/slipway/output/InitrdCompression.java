package dev.slipway.output;

import dev.slipway.archive.gzip.GzipWriter;
import dev.slipway.archive.zstd.ZstdWriter;
import dev.slipway.problem.Problem;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an initrd is compressed: its segments are compressed side by side; a large one, which the others would have to wait for, by several threads. */
public enum InitrdCompression {
    ZSTD(ZstdWriter.ID) {
        @Override
        public OutputStream open(OutputStream sink, long size) throws IOException {
            return new ZstdWriter(sink, size, threads(size));
        }
    },
    GZIP(GzipWriter.ID) {
        @Override
        public OutputStream open(OutputStream sink, long size) throws IOException {
            return new GzipWriter(sink, threads(size));
        }
    },
    NONE("none") {
        @Override
        public OutputStream open(OutputStream sink, long size) {
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

    private static final String AUTO = "auto";

    /** Bytes from which a segment is large. */
    private static final long LARGE = 32L << 20;

    private final String id;

    InitrdCompression(String id) {
        this.id = id;
    }

    /**
     * @param text {@code auto}, {@code zstd}, {@code gzip} or {@code none}
     * @param kernel what the kernel says about itself, if it says anything; decides {@code auto}
     * @throws Problem if the text is another word
     */
    public static InitrdCompression choose(String text, Optional<KernelVersion> kernel) {
        if (text.equals(AUTO)) {
            // CONFIG_RD_ZSTD came with Linux 5.9; distributions and LinuxKit switched it on from 5.10.
            return kernel.filter(version -> version.atLeast(5, 10)).isPresent() ? ZSTD : GZIP;
        }
        return Arrays.stream(values())
                .filter(each -> each.settingValue().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.user(
                        "slipway.compression '" + text + "'",
                        "this compression is not known",
                        "Choose one of: " + AUTO + ", "
                                + Arrays.stream(values())
                                        .map(InitrdCompression::settingValue)
                                        .collect(Collectors.joining(", "))));
    }

    private String settingValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names all that decides over the bytes: format, library, level. */
    public String id() {
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
    public abstract OutputStream open(OutputStream sink, long size) throws IOException;
}
