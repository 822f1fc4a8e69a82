package dev.slipway.archive.grub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What stands behind GRUB's kernel: modules and the prefix, each with a header ({@code include/grub/kernel.h}). */
record ModuleArea(GrubFiles files, List<String> modules, String prefix) {
    private static final int MAGIC = 0x676d_696d; // "mimg"
    private static final int HEADER = 12;
    private static final int PART_HEADER = 8;
    private static final int ALIGNMENT = 4;
    /** Bytes of all modules together; Debian's of a disk have 200 KiB. */
    private static final int MOST = 8 << 20;

    private static final int ELF_MODULE = 0;
    private static final int PREFIX = 3;

    byte[] bytes() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (String module : ModuleOrder.read(files).of(modules)) {
            parts.writeBytes(part(ELF_MODULE, files.read(module + ".mod")));
            if (parts.size() > MOST) {
                throw GrubFiles.invalid(module + ".mod", "with it the modules have more than " + MOST + " bytes");
            }
        }
        parts.writeBytes(part(PREFIX, (prefix + "\0").getBytes(StandardCharsets.US_ASCII)));
        return ByteBuffer.allocate(HEADER + parts.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(HEADER)
                .putInt(HEADER + parts.size())
                .put(parts.toByteArray())
                .array();
    }

    private static byte[] part(int type, byte[] bytes) {
        int size = PART_HEADER + padded(bytes.length);
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(type)
                .putInt(size)
                .put(bytes)
                .array();
    }

    static int padded(int size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
