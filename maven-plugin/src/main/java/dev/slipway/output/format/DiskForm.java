package dev.slipway.output.format;

/**
 * How a disk is to be.
 *
 * @param size bytes that it has at least; 0 for what is on it
 * @param sectorSize bytes of a sector, 512 or 4096
 */
public record DiskForm(long size, int sectorSize) {
    /** As large as what is on it, with sectors of the usual size. */
    public static final DiskForm USUAL = new DiskForm(0, 512);
}
