package dev.slipway.archive.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.content.ZeroSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipWriterTest {
    @Test
    void writesTheseBytes() throws IOException {
        // Header, a fixed-Huffman block, CRC-32 of "hello hello hello\n", size 18.
        assertThat(HexFormat.of()
                        .formatHex(gzip("hello hello hello\n".getBytes(StandardCharsets.US_ASCII), 2, 1 << 20)))
                .isEqualTo("1f8b08000000000000ff" + "cb48cdc9c957c840905c00" + "3b7c8adf" + "12000000");
        assertThat(HexFormat.of().formatHex(gzip(new byte[0], 1, 1)))
                .isEqualTo("1f8b08000000000000ff03000000000000000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32767, 1048575, 1048576, 1048577, 3 * 1048576, 5_000_000})
    void otherReadersReadWhatWeWrite(int size) throws IOException {
        byte[] plain = sample(size);
        byte[] gzip = gzip(plain, 2, 100_000);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())
                .isEqualTo(plain);
        // One member: nothing is left for a second.
        assertThat(GzipCompressorInputStream.builder()
                        .setInputStream(new ByteArrayInputStream(gzip))
                        .setDecompressConcatenated(false)
                        .get()
                        .readAllBytes())
                .isEqualTo(plain);
    }

    @Test
    void zerosThatAreNotHandedOverAreZeros() throws IOException {
        for (int start : new int[] {0, 7, 1 << 20, (1 << 20) - 5}) {
            byte[] plain = Arrays.copyOf(sample(start), start + 4_500_000);
            ByteArrayOutputStream sink = new ByteArrayOutputStream();
            try (GzipWriter gzip = new GzipWriter(sink, 2, GzipWriter.LEVEL)) {
                gzip.write(plain, 0, start);
                ZeroSink.write(gzip, 4_500_000 - 3);
                gzip.write(plain, plain.length - 3, 3);
            }
            assertThat(sink.toByteArray()).isEqualTo(gzip(plain, 2, plain.length));
        }
    }

    @Test
    void threadsAndChunksAndTheHostChangeNothing() throws Exception {
        byte[] plain = sample(4_500_000);
        // The naive parallel way does differ: blocks as large as each thread's share.
        assertThat(inShares(plain, 2)).isNotEqualTo(inShares(plain, 3));

        byte[] here = gzip(plain, 1, plain.length);
        for (int threads : new int[] {2, 3, 4, 64}) {
            assertThat(gzip(plain, threads, 977 * threads)).isEqualTo(here);
        }
        assertThat(HostileHost.on(() -> gzip(plain, 2, 1 << 16))).isEqualTo(here);
    }

    @Test
    void blocksCostNearlyNothing() throws IOException {
        byte[] plain = sample(4_500_000);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(whole)) {
            out.write(plain);
        }
        assertThat(gzip(plain, 2, 1 << 16, 6).length).isLessThan(whole.size() + whole.size() / 500);
    }

    @Test
    void aHigherLevelIsSmallerAndHasAnotherName() throws IOException {
        byte[] plain = sample(2_000_000);
        assertThat(gzip(plain, 2, 1 << 16, 9)).hasSizeLessThan(gzip(plain, 2, 1 << 16, 1).length);
        assertThat(GzipWriter.id(9)).isNotEqualTo(GzipWriter.id(1));
    }

    @Test
    void anotherZlibIsToldAndNeverUsed() {
        assertThatThrownBy(() -> ReferenceZlib.require("0".repeat(64)))
                .isInstanceOf(UnsupportedZlib.class)
                .hasMessageContaining("zlib writes other bytes")
                .hasMessageContaining("slipway.compression=zstd");
        // This JVM passes, or no other test here would.
        ReferenceZlib.require();
    }

    @Test
    void aBrokenSinkIsTold() {
        OutputStream full = new OutputStream() {
            private int left = 100_000;

            @Override
            public void write(int b) throws IOException {
                if (left-- <= 0) {
                    throw new IOException("disk full");
                }
            }
        };
        assertThatThrownBy(() -> {
                    try (GzipWriter out = new GzipWriter(full, 2, 6)) {
                        out.write(sample(8_000_000));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        GzipWriter out = new GzipWriter(sink, 1, 6);
        out.close();
        int size = sink.size();
        out.close();
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
        assertThat(sink.size()).isEqualTo(size);
    }

    private static byte[] inShares(byte[] plain, int threads) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        int share = plain.length / threads;
        for (int i = 0; i < threads; i++) {
            byte[] part = Arrays.copyOfRange(plain, i * share, (i + 1) * share);
            deflated.writeBytes(GzipBlock.compress(new byte[0], new GzipBlock.Plain(part, share), i == threads - 1, 6));
        }
        return deflated.toByteArray();
    }

    private static byte[] gzip(byte[] plain, int threads, int chunk) throws IOException {
        return gzip(plain, threads, chunk, GzipWriter.LEVEL);
    }

    private static byte[] gzip(byte[] plain, int threads, int chunk, int level) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (GzipWriter out = new GzipWriter(sink, threads, level)) {
            for (int at = 0; at < plain.length; at += chunk) {
                out.write(plain, at, Math.min(chunk, plain.length - at));
                out.flush();
            }
        }
        return sink.toByteArray();
    }

    /** Text that compresses to about a third, with matches across blocks. */
    private static byte[] sample(int size) {
        Random random = new Random(7);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = i > 5000 && random.nextInt(50) != 0 ? bytes[i - 4987] : (byte) random.nextInt(64);
        }
        return bytes;
    }
}
