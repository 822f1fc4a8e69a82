package dev.slipway.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.slipway.content.Content;
import dev.slipway.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class KernelPayloadTest {
    private static final byte[] VMLINUX = "\u007fELF vmlinux ".repeat(100).getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] SIZE = {1, 2, 3, 4};

    @Test
    void takesTheVmlinuxOutOfABzImage() throws IOException {
        assertThat(plain(bzImage(gzip(VMLINUX), new byte[0]))).isEqualTo(VMLINUX);
        assertThat(plain(bzImage(xz(VMLINUX), SIZE))).isEqualTo(VMLINUX);
        assertThat(plain(bzImage(Zstd.compress(VMLINUX), SIZE))).isEqualTo(VMLINUX);
    }

    @Test
    void takesAnImageOutOfItsCompression() throws IOException {
        assertThat(plain(gzip(VMLINUX))).isEqualTo(VMLINUX);
        assertThat(plain(Zstd.compress(VMLINUX))).isEqualTo(VMLINUX);
    }

    @Test
    void refusesWhatIsNotCompressed() {
        assertThatThrownBy(() -> plain(VMLINUX)).isInstanceOf(Problem.class).hasMessageContaining("is not a bzImage");
        byte[] lz4 = {2, 0x21, 0x4c, 0x18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> plain(bzImage(lz4, SIZE)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("holds no payload");
    }

    @Test
    void refusesAPayloadBeyondTheEnd() throws IOException {
        byte[] image = bzImage(gzip(VMLINUX), new byte[0]);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(0x24c, -1);
        assertThatThrownBy(() -> plain(image)).isInstanceOf(Problem.class);
    }

    private static byte[] plain(byte[] kernel) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        KernelPayload.of(Content.of(kernel)).writeTo(plain);
        return plain.toByteArray();
    }

    /** Two sectors of set-up code, ten bytes of code, the payload, more code. */
    private static byte[] bzImage(byte[] payload, byte[] appended) {
        int start = 3 * 512 + 10;
        int length = payload.length + appended.length;
        ByteBuffer image = ByteBuffer.allocate(start + length + 100).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1f1, (byte) 2)
                .putShort(0x1fe, (short) 0xaa55)
                .putInt(0x202, 0x53726448)
                .putInt(0x248, 10)
                .putInt(0x24c, length);
        image.position(start).put(payload).put(appended);
        return image.array();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(1))) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
