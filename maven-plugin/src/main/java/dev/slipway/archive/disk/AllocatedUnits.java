package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The units of a disk that have something on them, numbered in order; what is between them is not stored. */
final class AllocatedUnits {
    private final BlockImage disk;
    private final int unit;
    private final NavigableMap<Long, Run> runs = new TreeMap<>();
    private final long count;

    /**
     * Units without a gap.
     *
     * @param first the place of the first one, in units from the disk's start
     * @param number how many are before it
     */
    private record Run(long first, long count, long number) {}

    /** Takes a unit of the disk. */
    interface Taker {
        /**
         * @param place in units from the disk's start
         * @param bytes zeros behind the end of the disk; only to be used until the call returns
         */
        void take(long place, byte[] bytes) throws IOException;
    }

    /** @param unit bytes */
    AllocatedUnits(BlockImage disk, int unit) {
        this.disk = disk;
        this.unit = unit;
        long number = 0;
        for (Extent extent : disk.extents(unit)) {
            Run run = new Run(extent.offset() / unit, units(extent.length()), number);
            runs.put(run.first, run);
            number += run.count;
        }
        this.count = number;
    }

    private long units(long bytes) {
        return (bytes + unit - 1) / unit;
    }

    /** Units of the whole disk. */
    long total() {
        return units(disk.size());
    }

    /** Units that have something on them. */
    long count() {
        return count;
    }

    /** How many units with something on them are before a place; -1 if there is nothing at the place itself. */
    long numberOf(long place) {
        Map.Entry<Long, Run> run = runs.floorEntry(place);
        if (run == null || place >= run.getKey() + run.getValue().count) {
            return -1;
        }
        return run.getValue().number + place - run.getKey();
    }

    /** Whether one of some units has something on it. */
    boolean anyIn(long first, long many) {
        Long next = runs.ceilingKey(first);
        return numberOf(first) >= 0 || (next != null && next < first + many);
    }

    /** Hands over all units that have something on them, in order. */
    void forEach(Taker taker) throws IOException {
        byte[] bytes = new byte[unit];
        for (Extent extent : disk.extents(unit)) {
            try (InputStream in = disk.open(extent.offset(), extent.length())) {
                for (long place = extent.offset() / unit; place * unit < extent.end(); place++) {
                    int read = in.readNBytes(bytes, 0, unit);
                    Arrays.fill(bytes, read, unit, (byte) 0);
                    taker.take(place, bytes);
                }
            }
        }
    }
}
