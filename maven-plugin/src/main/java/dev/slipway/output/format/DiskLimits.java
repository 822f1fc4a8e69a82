package dev.slipway.output.format;

import dev.slipway.content.HumanSize;
import dev.slipway.output.disk.Disk;
import dev.slipway.problem.Problem;

/**
 * What a kind of file can hold.
 *
 * @param unit bytes of which a disk's size is a multiple
 * @param most bytes of a disk
 * @param largeSectors whether sectors may have 4096 bytes
 * @param instead the format for what is beyond; empty if there is none
 */
record DiskLimits(long unit, long most, boolean largeSectors, String instead) {
    private static final long MIB = 1L << 20;

    /** Bytes of the largest disk that is written whole. Each byte goes through a digest, zeros too: a day for so many. */
    private static final long WHOLE = 32L << 40;

    /** Sectors of 512 or of 4096 bytes. */
    static final DiskLimits ANY_SECTORS = new DiskLimits(MIB, WHOLE, true, "qcow2");

    /** Sectors of 512 bytes only. */
    static final DiskLimits SMALL_SECTORS = new DiskLimits(MIB, WHOLE, false, "qcow2");

    DiskLimits withUnit(long other) {
        return new DiskLimits(other, most, largeSectors, instead);
    }

    DiskLimits upTo(long other, String format) {
        return new DiskLimits(unit, other, largeSectors, format);
    }

    /** The room that a disk of a form has to have. */
    Disk.Room room(DiskForm form) {
        return new Disk.Room(form.size(), unit);
    }

    /** @throws Problem if the kind cannot say that a sector is so large */
    void requireSector(String id, DiskForm form) {
        if (form.sectorSize() != 512 && !largeSectors) {
            throw Problem.user(
                    "slipway.disk.sectorSize " + form.sectorSize(),
                    "the format " + id + " is for disks with sectors of 512 bytes",
                    "Leave slipway.disk.sectorSize out, or write the format raw, qcow2 or vhdx.");
        }
    }

    /** @throws Problem if the disk is larger than the kind can say */
    void requireSize(String id, long size) {
        if (size > most) {
            throw Problem.user(
                    "slipway.disk.size",
                    "the disk would have " + HumanSize.of(size) + ", and the format " + id + " ends at "
                            + HumanSize.of(most),
                    "Make the disk smaller" + (instead.isEmpty() ? "." : ", or write the format " + instead + "."));
        }
    }
}
