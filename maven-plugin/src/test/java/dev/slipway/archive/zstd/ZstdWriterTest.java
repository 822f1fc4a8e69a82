package dev.slipway.archive.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.slipway.archive.HostileHost;
import dev.slipway.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdWriterTest {
    private static final int MANY = 13_000_000;

    @Test
    void writesTheseBytes() throws IOException {
        assertThat(HexFormat.of().formatHex(zstd("hello hello hello\n".getBytes(StandardCharsets.US_ASCII), 2, 5)))
                .isEqualTo("28b52ffd04606c00003868656c6c6f200a0100314a11010000a3aa74ce");
        assertThat(HexFormat.of().formatHex(zstd(new byte[0], 1, 1))).isEqualTo("28b52ffd240001000099e9d851");
        // Several jobs; another digest means another library, and every image changes.
        assertThat(Digest.of(zstd(sample(MANY), 2, 1 << 16)).hex())
                .isEqualTo("dddf454ee89146ca1d2525cadcee8796ac8ed1e79fd13db914d3690ec6375fa8");
    }

    @Test
    void threadsAndChunksAndTheHostChangeNothing() throws Exception {
        byte[] plain = sample(MANY);
        byte[] here = zstd(plain, 1, plain.length);
        // The naive way does differ: no workers where there is one core.
        assertThat(naive(plain, 0)).isNotEqualTo(naive(plain, 1));

        for (int threads : new int[] {0, 2, 3, 4, 64}) {
            assertThat(zstd(plain, threads, 977 + 100_003 * threads)).isEqualTo(here);
        }
        assertThat(HostileHost.on(() -> zstd(plain, 2, 1 << 16))).isEqualTo(here);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131071, 131072, 131073, 4 << 20, (4 << 20) + 1, 9_000_000})
    void comesBack(int size) throws IOException {
        byte[] plain = sample(size);
        byte[] zstd = zstd(plain, 2, 100_000);

        assertThat(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(zstd)).readAllBytes())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void anyLevelGivesTheSameBytesOnAnyNumberOfThreads(int level) throws IOException {
        byte[] plain = sample(4_500_000);
        byte[] one = zstd(plain, 1, 1 << 16, level);
        assertThat(zstd(plain, 2, 1 << 16, level)).isEqualTo(one).isNotEqualTo(zstd(plain, 1, 1 << 16));
        assertThat(ZstdWriter.id(level)).isNotEqualTo(ZstdWriter.id(ZstdWriter.LEVEL));
    }

    @Test
    void theHighestLevelComesBack() throws IOException {
        byte[] plain = sample(300_000);
        byte[] zstd = zstd(plain, 2, 1 << 16, ZstdWriter.MAX_LEVEL);
        assertThat(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(zstd)).readAllBytes())
                .isEqualTo(plain);
    }

    @Test
    void theKernelHasEnoughMemoryForTheWindow() throws IOException {
        byte[] frame = zstd(sample(MANY), 2, 1 << 16);
        int descriptor = frame[4] & 0xff;
        int window = frame[5] & 0xff;
        // RFC 8878 3.1.1.1: not a single segment, checksum on, no dictionary; window of 2^(10 + exponent).
        assertThat(descriptor & 0b00100111).isEqualTo(0b00000100);
        assertThat(1L << 10 + (window >> 3)).isEqualTo(16 << 20);
    }

    @Test
    void theWindowHoldsTheInputUpTo64Mebibytes() throws IOException {
        assertThat(window(4 << 20)).isEqualTo(4 << 20);
        assertThat(window((4 << 20) + 1)).isEqualTo(8 << 20);
        assertThat(window(64 << 20)).isEqualTo(64 << 20);
        assertThat(window(Long.MAX_VALUE)).isEqualTo(64 << 20);
    }

    /** RFC 8878 3.1.1.1.2. */
    private static long window(long size) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (ZstdWriter out = new ZstdWriter(sink, size, 1, 3)) {
            out.write(new byte[1 << 18]);
        }
        return 1L << 10 + ((sink.toByteArray()[5] & 0xff) >> 3);
    }

    @Test
    void theChecksumNoticesDamageThatDecodes() throws IOException {
        byte[] frame = zstd(new byte[100], 1, 100);
        frame[frame.length - 1] ^= 1;
        assertThatThrownBy(() -> Zstd.decompress(frame, 100))
                .isInstanceOf(ZstdException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void theSinkStaysOpenAndItsFailuresAreTold() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> {
                    try (ZstdWriter out = new ZstdWriter(full, 100, 2, 3)) {
                        out.write(new byte[100]);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        boolean[] closed = new boolean[1];
        OutputStream sink = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new ZstdWriter(sink, 0, 1, 3).close();
        assertThat(closed[0]).isFalse();
    }

    private static byte[] naive(byte[] plain, int workers) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(sink, 9)) {
            out.setWorkers(workers);
            out.write(plain);
        }
        return sink.toByteArray();
    }

    private static byte[] zstd(byte[] plain, int threads, int chunk) throws IOException {
        return zstd(plain, threads, chunk, ZstdWriter.LEVEL);
    }

    private static byte[] zstd(byte[] plain, int threads, int chunk, int level) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (ZstdWriter out = new ZstdWriter(sink, plain.length, threads, level)) {
            for (int at = 0; at < plain.length; at += chunk) {
                out.write(plain, at, Math.min(chunk, plain.length - at));
                out.flush();
            }
        }
        return sink.toByteArray();
    }

    /** Matches near and far, and noise. */
    private static byte[] sample(int size) {
        Random random = new Random(7);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            int back = i > 3_000_000 && i / 10_000 % 2 == 0 ? 2_999_999 : 4987;
            bytes[i] = i > back && random.nextInt(50) != 0 ? bytes[i - back] : (byte) random.nextInt(64);
        }
        return bytes;
    }
}
