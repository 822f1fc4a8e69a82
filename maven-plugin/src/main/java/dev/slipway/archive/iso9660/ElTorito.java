package dev.slipway.archive.iso9660;

import java.util.List;

/**
 * What makes a volume bootable.
 *
 * @param catalogPath where the boot catalog appears as a file
 * @param entries the first one is the default entry; none if the volume shall not boot
 */
public record ElTorito(String catalogPath, List<BootEntry> entries) {
    /** Not bootable. */
    public static final ElTorito NONE = new ElTorito("", List.of());

    /** One block has room for the validation and default entries, and for a header and an entry for each further one. */
    private static final int MOST_ENTRIES = 1 + (Iso.BLOCK / 32 - 2) / 2;

    public ElTorito {
        entries = List.copyOf(entries);
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("more than " + MOST_ENTRIES + " boot entries");
        }
    }

    boolean isBootable() {
        return !entries.isEmpty();
    }
}
