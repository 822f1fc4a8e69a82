package dev.slipway.archive.grub;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** GRUB's {@code kernel.img}: an ELF program (System V ABI, chapters 4 and 5) whose one segment is what is loaded. */
record KernelImage(byte[] file) {
    private static final int HEADER = 52;
    private static final int MAGIC = 0x464c_457f;
    private static final int PROGRAM_OFFSET = 28;
    private static final int PROGRAM_COUNT = 44;
    private static final int PROGRAM_HEADER = 32;
    private static final int LOAD = 1;
    private static final int OFFSET = 4;
    private static final int FILE_SIZE = 16;

    /** The segment, and behind it the modules, where it looks for them. */
    byte[] with(byte[] modules) {
        byte[] segment = segment();
        int start = ModuleArea.padded(segment.length);
        byte[] both = Arrays.copyOf(segment, start + modules.length);
        System.arraycopy(modules, 0, both, start, modules.length);
        return both;
    }

    private byte[] segment() {
        ByteBuffer elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER || elf.getInt(0) != MAGIC) {
            throw invalid();
        }
        long headers = Integer.toUnsignedLong(elf.getInt(PROGRAM_OFFSET));
        int count = Short.toUnsignedInt(elf.getShort(PROGRAM_COUNT));
        if (headers + (long) count * PROGRAM_HEADER > file.length) {
            throw invalid();
        }
        for (int i = 0; i < count; i++) {
            int header = (int) headers + i * PROGRAM_HEADER;
            long start = Integer.toUnsignedLong(elf.getInt(header + OFFSET));
            long size = Integer.toUnsignedLong(elf.getInt(header + FILE_SIZE));
            if (elf.getInt(header) == LOAD && size > 0 && start + size <= file.length) {
                return Arrays.copyOfRange(file, (int) start, (int) (start + size));
            }
        }
        throw invalid();
    }

    private static RuntimeException invalid() {
        return GrubFiles.invalid("kernel.img", "it is not an ELF program of 32 bits with a segment to load");
    }
}
