package dev.slipway.output.iso;

import java.util.List;

/** How much memory a machine needs so that GRUB can load a kernel and an initrd by UEFI. */
public final class GrubMemory {
    /** GRUB 2.06 takes a quarter of the memory for its heap ({@code kern/efi/mm.c}); the files lie there, each in one piece. */
    private static final int SHARE = 4;

    /** What the firmware and GRUB itself take; measured with OVMF. */
    private static final long BESIDES = 160L << 20;

    private static final long MEBI = 1 << 20;

    /** Bytes of memory that are assumed if the limit is unknown. */
    private static final long USUAL_MEMORY = 1L << 30;

    private GrubMemory() {}

    /**
     * What to warn of, if GRUB cannot load a system on a machine: a sentence, or nothing.
     *
     * @param kernel its size in bytes
     * @param initrd its size in bytes
     * @param limit bytes of memory that the machine will have; 0 if that is unknown
     */
    public static List<String> warnings(long kernel, long initrd, long limit) {
        long needed = needed(kernel + initrd);
        if (needed <= (limit == 0 ? USUAL_MEMORY : limit)) {
            return List.of();
        }
        return List.of("the initrd of " + mebibytes(initrd)
                + " MiB is large for an image that starts by UEFI: GRUB can use a quarter of the memory, so the machine"
                + " needs "
                + mebibytes(needed)
                + " MiB. With less, the system does not start, and GRUB says so. Make the system smaller, or start it"
                + " by kernel and initrd, or by BIOS. If the machine has that much, set -Dslipway.memoryLimit="
                + mebibytes(needed) + "M");
    }

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
