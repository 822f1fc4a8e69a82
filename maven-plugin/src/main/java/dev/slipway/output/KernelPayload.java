package dev.slipway.output;

import dev.slipway.archive.Compression;
import dev.slipway.content.BoundedStream;
import dev.slipway.content.Content;
import dev.slipway.content.ContentTooLarge;
import dev.slipway.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A kernel without its wrapping: the ELF vmlinux that a bzImage unpacks at boot, or the plain image of a compressed one (arm64's
 * Image.gz). LinuxKit does so for gzip only.
 */
public final class KernelPayload {
    private static final int SETUP_SIZE = 0x250;
    private static final int SECTOR = 512;
    private static final int SETUP_SECTORS = 0x1f1;
    private static final int BOOT_FLAG = 0x1fe;
    private static final int SIGNATURE = 0x202;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24c;

    private static final int HDRS = 0x53726448;

    /** Behind all but gzip the kernel's build writes the plain size (scripts/Makefile.lib, "size_append"). */
    private static final int APPENDED_SIZE = 4;

    /** Bytes of a kernel; a distribution's has 15 MiB. */
    private static final int MAX_KERNEL = 128 << 20;

    /** Bytes of what is compressed in it; a distribution's has 70 MiB. */
    private static final long MAX_PLAIN = 512L << 20;

    private final byte[] compressed;

    private KernelPayload(byte[] compressed) {
        this.compressed = compressed;
    }

    /**
     * @param kernel a bzImage, or an image compressed as a whole
     * @throws Problem if it is neither, or of a compression that nobody here can read
     */
    public static KernelPayload of(Content kernel) throws IOException {
        byte[] all = kernel.bytes(MAX_KERNEL, "kernel");
        byte[] payload = isBzImage(all) ? payload(all) : all;
        Compression compression = Compression.of(Arrays.copyOf(payload, 16));
        if (compression == Compression.NONE) {
            throw nothingToDecompress(isBzImage(all));
        }
        boolean appended = payload != all && compression != Compression.GZIP;
        return new KernelPayload(appended ? Arrays.copyOf(payload, payload.length - APPENDED_SIZE) : payload);
    }

    /** Writes the plain kernel; the sink stays open. */
    public void writeTo(OutputStream sink) throws IOException {
        try (InputStream in = Compression.decompress(new ByteArrayInputStream(compressed), "kernel")) {
            if (new BoundedStream(in, MAX_PLAIN).transferTo(sink) == MAX_PLAIN) {
                throw ContentTooLarge.unpacked("kernel", MAX_PLAIN);
            }
        }
    }

    private static boolean isBzImage(byte[] image) {
        ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        return image.length > SETUP_SIZE
                && header.getShort(BOOT_FLAG) == (short) 0xaa55
                && header.getInt(SIGNATURE) == HDRS;
    }

    /** x86 boot protocol 2.08, "payload_offset": counted from the start of the protected-mode code. */
    private static byte[] payload(byte[] image) {
        ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int sectors = Byte.toUnsignedInt(image[SETUP_SECTORS]);
        long start = (sectors == 0 ? 5 : sectors + 1) * (long) SECTOR
                + Integer.toUnsignedLong(header.getInt(PAYLOAD_OFFSET));
        long end = start + Integer.toUnsignedLong(header.getInt(PAYLOAD_LENGTH));
        if (end > image.length || end - start < 16) {
            throw nothingToDecompress(true);
        }
        return Arrays.copyOfRange(image, (int) start, (int) end);
    }

    private static Problem nothingToDecompress(boolean bzImage) {
        return Problem.user(
                "slipway.kernel.decompress",
                bzImage
                        ? "the kernel's bzImage holds no payload compressed with gzip, xz or zstd"
                        : "the kernel is not a bzImage, and not compressed with gzip, xz or zstd",
                "Leave slipway.kernel.decompress out to take the kernel as it is.");
    }
}
