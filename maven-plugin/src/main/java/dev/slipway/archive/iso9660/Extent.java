package dev.slipway.archive.iso9660;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of blocks.
 *
 * @param block the first one; 0 if there are none
 * @param bytes size of what it holds
 */
record Extent(long block, long bytes) {
    static final Extent NONE = new Extent(0, 0);

    /** The largest whole number of blocks that the 32 bits of a directory record can say. */
    private static final long LARGEST_SECTION = 0xffff_f800L;

    /**
     * This run as file sections, one for each directory record (ECMA-119, 6.5.1): a file of 4 GiB and more has several, and so
     * needs a reader of interchange level 3.
     */
    List<Extent> sections() {
        List<Extent> sections = new ArrayList<>();
        long done = 0;
        while (bytes - done > LARGEST_SECTION) {
            sections.add(new Extent(block + done / Iso.BLOCK, LARGEST_SECTION));
            done += LARGEST_SECTION;
        }
        sections.add(new Extent(block + (bytes == 0 ? 0 : done / Iso.BLOCK), bytes - done));
        return sections;
    }

    long blocks() {
        return Iso.blocks(bytes);
    }
}
