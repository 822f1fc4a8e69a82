package dev.slipway.mojo;

import dev.slipway.environment.MemorySize;
import dev.slipway.output.format.DiskForm;
import dev.slipway.problem.Problem;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that makes a disk. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class DiskFormMojo extends SigningMojo {
    /**
     * Size that a disk has at least, such as {@code 8G}. Without it a disk is as large as what is on it. The partition for data takes the
     * room behind the others, if there is one; else the room stays free. It costs nothing in the formats qcow2, vhd-dynamic, vhdx, vmdk
     * and ova.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.size")
    private @Nullable String diskSize;

    /**
     * Bytes of a sector of the machine's disk: 512, or 4096 for disks of the kind 4Kn. A disk with large sectors is started by UEFI only.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.sectorSize", defaultValue = "512", required = true)
    private int diskSectorSize;

    /**
     * Where the root file system of a disk is: {@code initrd}, so that it is in memory when the system runs, or a partition with
     * {@code squashfs} or {@code erofs}. The kernel checks each block of a partition by dm-verity when it reads it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.root", defaultValue = "initrd", required = true)
    private String diskRoot;

    /**
     * What firmware starts on a disk: {@code loader} for shim and GRUB, as Debian signed them, or {@code uki} for a unified kernel image
     * alone, signed with {@code slipway.uki.key}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.boot", defaultValue = "loader", required = true)
    private String diskBoot;

    /**
     * Size that the partition for data has at least, such as {@code 2G}; {@code true} is {@code 64M}. It is the last one of a disk, is
     * mounted at {@code /var}, and grows with the disk when the system starts. Without it a disk has none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.data", defaultValue = "false", required = true)
    private String diskData;

    @Override
    final DiskForm disk() {
        if (diskSectorSize != 512 && diskSectorSize != 4096) {
            throw Problem.user(
                    "slipway.disk.sectorSize",
                    "a sector has 512 or 4096 bytes, not " + diskSectorSize,
                    "Leave it out, or write 4096 for a disk of the kind 4Kn.");
        }
        long size = diskSize == null ? 0 : MemorySize.parse(diskSize, "slipway.disk.size");
        return new DiskForm(
                size,
                diskSectorSize,
                DiskForm.Root.parse(diskRoot.strip()),
                DiskForm.Boot.parse(diskBoot.strip()),
                data(diskData.strip()));
    }

    private static long data(String text) {
        if (text.equals("false")) {
            return 0;
        }
        long bytes = text.equals("true") ? DiskForm.LEAST_DATA : MemorySize.parse(text, "slipway.disk.data");
        if (bytes < DiskForm.LEAST_DATA || bytes > DiskForm.MOST_DATA) {
            throw Problem.user(
                    "slipway.disk.data '" + text + "'",
                    "a partition for data has at least 64 MiB, and less than 16 TiB",
                    "Write true for the smallest one, or a size such as 2G.");
        }
        return bytes;
    }
}
