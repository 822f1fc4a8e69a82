package dev.slipway.archive.cpio;

import dev.slipway.problem.Problem;

/** A newc archive cannot hold an entry: its numbers are 32 bits wide, and the kernel reads names of limited length. */
public final class EntryDoesNotFit extends Problem {
    private static final long serialVersionUID = 1L;

    private final String path;

    EntryDoesNotFit(String path, String what, String next) {
        super(Fault.USER, "initrd entry '" + path + "'", what, next);
        this.path = path;
    }

    /** The entry. */
    public String path() {
        return path;
    }
}
