package dev.slipway.output.format;

import dev.slipway.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a disk is to be.
 *
 * @param size bytes that it has at least; 0 for what is on it
 * @param sectorSize bytes of a sector, 512 or 4096
 * @param root where the root file system is
 * @param boot what firmware starts
 * @param data bytes that the partition for data has at least; 0 if there is none
 */
public record DiskForm(long size, int sectorSize, Root root, Boot boot, long data) {
    /** As large as what is on it, with sectors of the usual size, for a system that lives in memory. */
    public static final DiskForm USUAL = new DiskForm(0, 512, Root.INITRD, Boot.LOADER, 0);

    /** Bytes of the smallest partition for data. */
    public static final long LEAST_DATA = 64L << 20;

    /** Bytes of the largest one: ext4 ends there. */
    public static final long MOST_DATA = (16L << 40) - 1;

    /** Where the root file system is: in memory, or in a partition of some type that dm-verity checks. */
    public enum Root {
        INITRD,
        SQUASHFS,
        EROFS;

        /** @throws Problem if there is no such root */
        public static Root parse(String text) {
            return named(values(), text, "slipway.disk.root", "a root of a disk");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What firmware starts: shim and GRUB, or a unified kernel image alone. */
    public enum Boot {
        LOADER,
        UKI;

        /** @throws Problem if nothing starts so */
        public static Boot parse(String text) {
            return named(values(), text, "slipway.disk.boot", "a way to start a disk");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static <T> T named(T[] values, String text, String setting, String what) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.user(
                        setting,
                        "'" + text + "' is not " + what,
                        "Choose one of: "
                                + Arrays.stream(values).map(T::toString).collect(Collectors.joining(", "))));
    }
}
