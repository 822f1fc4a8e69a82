package dev.slipway.output.iso;

/** How much memory a machine needs so that GRUB can load a kernel and an initrd by UEFI. */
public final class GrubMemory {
    /** GRUB 2.06 takes a quarter of the memory for its heap ({@code kern/efi/mm.c}); the files lie there, each in one piece. */
    private static final int SHARE = 4;

    /** What the firmware and GRUB itself take; measured with OVMF. */
    private static final long BESIDES = 160L << 20;

    private static final long MEBI = 1 << 20;

    private GrubMemory() {}

    /**
     * Bytes of memory.
     *
     * @param files bytes of kernel and initrd together
     */
    public static long needed(long files) {
        return files * SHARE + BESIDES;
    }

    /** Whole MiB, rounded up. */
    public static long mebibytes(long bytes) {
        return (bytes + MEBI - 1) / MEBI;
    }
}
