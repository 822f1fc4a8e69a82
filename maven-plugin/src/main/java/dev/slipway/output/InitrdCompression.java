package dev.slipway.output;

import dev.slipway.archive.gzip.GzipWriter;
import dev.slipway.archive.zstd.ZstdWriter;
import dev.slipway.content.OpenSink;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an initrd is compressed: its segments are compressed side by side; a large one, which the others would have to wait for, by several
 * threads.
 *
 * @param level of the method; 0 where it has none
 */
public record InitrdCompression(Method method, int level) {
    private static final String AUTO = "auto";

    /** Bytes from which a segment is large. */
    private static final long LARGE = 32L << 20;

    /** What compresses. */
    enum Method {
        ZSTD(ZstdWriter.LEVEL, ZstdWriter.MAX_LEVEL),
        GZIP(GzipWriter.LEVEL, GzipWriter.MAX_LEVEL),
        NONE(0, 0);

        private final int usual;
        private final int highest;

        Method(int usual, int highest) {
            this.usual = usual;
            this.highest = highest;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private InitrdCompression at(@Nullable Integer level) {
            // A project with a level may be built without compression now and then.
            if (level == null || this == NONE) {
                return new InitrdCompression(this, usual);
            }
            if (level < 1 || level > highest) {
                throw Problem.user(
                        "slipway.compression.level '" + level + "'",
                        word() + " has the levels 1 to " + highest,
                        "Choose one of them, or none: " + word() + " has level " + usual + " then.");
            }
            return new InitrdCompression(this, level);
        }
    }

    /**
     * @param kernel what the kernel says about itself, if it says anything; decides {@code auto}
     * @throws Problem if there is no such method, or it has no such level
     */
    public static InitrdCompression choose(CompressionSetting setting, Optional<KernelVersion> kernel) {
        return method(setting.method(), kernel).at(setting.level());
    }

    private static Method method(String text, Optional<KernelVersion> kernel) {
        if (text.equals(AUTO)) {
            // CONFIG_RD_ZSTD came with Linux 5.9; distributions and LinuxKit switched it on from 5.10.
            return kernel.filter(version -> version.atLeast(5, 10)).isPresent() ? Method.ZSTD : Method.GZIP;
        }
        return Arrays.stream(Method.values())
                .filter(each -> each.word().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.user(
                        "slipway.compression '" + text + "'",
                        "this compression is not known",
                        "Choose one of: " + AUTO + ", "
                                + Arrays.stream(Method.values())
                                        .map(Method::word)
                                        .collect(Collectors.joining(", "))));
    }

    /** Names all that decides over the bytes: format, library, level. */
    public String id() {
        return switch (method) {
            case ZSTD -> ZstdWriter.id(level);
            case GZIP -> GzipWriter.id(level);
            case NONE -> "none";
        };
    }

    /** Whether a segment of so many bytes is compressed by several threads. */
    public static boolean isLarge(long size) {
        return size >= LARGE;
    }

    /**
     * A stream that compresses into a sink; the sink stays open when the stream is closed.
     *
     * @param size how many bytes it will get, about; the same for the same segment
     */
    public OutputStream open(OutputStream sink, long size) throws IOException {
        int threads = !isLarge(size) ? 1 : Runtime.getRuntime().availableProcessors();
        return switch (method) {
            case ZSTD -> new ZstdWriter(sink, size, threads, level);
            case GZIP -> new GzipWriter(sink, threads, level);
            case NONE -> new OpenSink(sink);
        };
    }
}
