package dev.slipway.mojo;

import dev.slipway.environment.MemorySize;
import dev.slipway.output.format.DiskForm;
import dev.slipway.problem.Problem;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that makes a disk. */
abstract class DiskFormMojo extends BootMojo {
    /**
     * Size that a disk has at least, such as {@code 8G}. Without it a disk is as large as what is on it. The room behind its partitions
     * stays free, and costs nothing in the formats qcow2, vhd-dynamic, vhdx, vmdk and ova.
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

    @Override
    final DiskForm disk() {
        if (diskSectorSize != 512 && diskSectorSize != 4096) {
            throw Problem.user(
                    "slipway.disk.sectorSize",
                    "a sector has 512 or 4096 bytes, not " + diskSectorSize,
                    "Leave it out, or write 4096 for a disk of the kind 4Kn.");
        }
        return new DiskForm(diskSize == null ? 0 : MemorySize.parse(diskSize, "slipway.disk.size"), diskSectorSize);
    }
}
