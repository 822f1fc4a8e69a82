package dev.slipway.mojo;

import dev.slipway.environment.MemorySize;
import dev.slipway.output.format.DiskForm;
import dev.slipway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What the parameters of a disk say. */
final class DiskForms {
    private DiskForms() {}

    /** @throws Problem if the size is none, or no disk has such sectors */
    static DiskForm of(@Nullable String size, int sectorSize) {
        if (sectorSize != 512 && sectorSize != 4096) {
            throw Problem.user(
                    "slipway.disk.sectorSize",
                    "a sector has 512 or 4096 bytes, not " + sectorSize,
                    "Leave it out, or write 4096 for a disk of the kind 4Kn.");
        }
        return new DiskForm(size == null ? 0 : MemorySize.parse(size, "slipway.disk.size"), sectorSize);
    }
}
