package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.slipway.archive.gzip.GzipWriter;
import dev.slipway.archive.zstd.ZstdWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressionTest {
    private final byte[] plain = new byte[300_000];

    CompressionTest() {
        Random random = new Random(1);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) random.nextInt(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isToldByTheFirstBytes(Compression compression) throws IOException {
        byte[] packed = pack(compression, plain);
        assertThat(Compression.of(packed)).isEqualTo(compression);
        assertThat(Compression.of(Arrays.copyOf(packed, 1))).isEqualTo(Compression.NONE);
        assertThat(unpack(slow(packed))).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource
    void severalStreamsAreOne(Compression compression) throws IOException {
        ByteArrayOutputStream three = new ByteArrayOutputStream();
        three.writeBytes(pack(compression, Arrays.copyOf(plain, 1000)));
        three.writeBytes(pack(compression, new byte[0]));
        three.writeBytes(pack(compression, Arrays.copyOfRange(plain, 1000, plain.length)));

        // A source that says nothing of what is coming, as sockets do: readers that ask it stop after the first stream.
        assertThat(unpack(slow(three.toByteArray()))).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aCutStreamIsDamagedAndSaysWhere(Compression compression) throws IOException {
        byte[] packed = pack(compression, plain);
        for (int cut : new int[] {7, packed.length / 2, packed.length - 1}) {
            assertThatThrownBy(() -> unpack(new ByteArrayInputStream(packed, 0, cut)))
                    .isInstanceOf(DamagedCompression.class)
                    .hasMessageContaining("the layer: the " + compression.name().toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSourceThatFailsIsNotCalledDamaged(Compression compression) throws IOException {
        byte[] packed = pack(compression, plain);
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(packed)) {
            private int left = packed.length / 2;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left == 0) {
                    throw new IOException("connection reset");
                }
                int n = super.read(buffer, offset, Math.min(left, length));
                left -= n;
                return n;
            }
        };
        assertThatThrownBy(() -> unpack(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @ParameterizedTest
    @EnumSource
    void closesItsSource(Compression compression) throws IOException {
        int[] closed = new int[1];
        InputStream source = new FilterInputStream(new ByteArrayInputStream(pack(compression, plain))) {
            @Override
            public void close() {
                closed[0]++;
            }
        };
        Compression.decompress(source, "x").close();
        assertThat(closed[0]).isPositive();
    }

    @Test
    void aFrameToSkipAtTheStartIsZstdToo() throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(HexFormat.of().parseHex("502a4d18" + "04000000" + "01020304"));
        frames.writeBytes(Zstd.compress(plain));
        assertThat(unpack(new ByteArrayInputStream(frames.toByteArray()))).isEqualTo(plain);
    }

    private static byte[] unpack(InputStream in) throws IOException {
        try (InputStream out = Compression.decompress(in, "the layer")) {
            return out.readAllBytes();
        }
    }

    private static InputStream slow(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1000));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static byte[] pack(Compression compression, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (compression) {
                    case NONE -> packed;
                    case GZIP -> new GzipWriter(packed, 1, 6);
                    case ZSTD -> new ZstdWriter(packed, 0, 1, 3);
                    case XZ -> new XZOutputStream(packed, new LZMA2Options(1));
                }) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
