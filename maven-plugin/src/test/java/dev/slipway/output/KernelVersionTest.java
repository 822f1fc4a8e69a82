package dev.slipway.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KernelVersionTest {
    @Test
    void aBzImageStatesItsVersionInItsHeader() throws IOException {
        ByteBuffer image = ByteBuffer.allocate(0x4000).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(0x202, 0x53726448).putShort(0x20e, (short) 0x3000);
        image.position(0x3200).put("6.1.0-37-cloud-amd64 (debian) #1 SMP\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(KernelVersion.of(Content.of(image.array())))
                .contains(new KernelVersion(6, 1, "6.1.0-37-cloud-amd64"));
    }

    @Test
    void anUncompressedImageTellsByItsBannerWhereverItLies() throws IOException {
        byte[] banner = "Linux version %s (%s)\0...Linux version 5.4.28-linuxkit (root@x)\0"
                .getBytes(StandardCharsets.US_ASCII);
        for (int offset : new int[] {0, 0x8000 - 10, 0x8000 + (1 << 16) - 40, 300_000}) {
            byte[] image = new byte[offset + banner.length];
            System.arraycopy(banner, 0, image, offset, banner.length);
            assertThat(KernelVersion.of(Content.of(image)))
                    .as("banner at %d", offset)
                    .contains(new KernelVersion(5, 4, "5.4.28-linuxkit"));
        }
    }

    @Test
    void anotherFileTellsNothing() throws IOException {
        byte[] noise = new byte[100_000];
        Arrays.fill(noise, (byte) 'L');
        assertThat(KernelVersion.of(Content.of(noise))).isEmpty();
        assertThat(KernelVersion.of(Content.of(new byte[0]))).isEmpty();
    }
}
