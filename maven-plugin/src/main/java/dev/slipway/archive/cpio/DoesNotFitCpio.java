package dev.slipway.archive.cpio;

import dev.slipway.problem.Problem;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Origin;

/** An entry that no newc archive can hold, or that the kernel would not unpack from one. */
public final class DoesNotFitCpio extends Problem {
    private static final long serialVersionUID = 1L;

    private final String path;

    DoesNotFitCpio(Entry entry, String what, String next) {
        super(Fault.USER, where(entry), what, next);
        this.path = entry.path();
    }

    private static String where(Entry entry) {
        Origin origin = entry.origin();
        String path = "'" + shortened(entry.path()) + "'";
        return origin.equals(Origin.NONE) ? path : origin.location() + " " + origin.source() + ": " + path;
    }

    private static String shortened(String path) {
        return path.length() <= 200 ? path : path.substring(0, 100) + "..." + path.substring(path.length() - 97);
    }

    /** The entry's path. */
    public String path() {
        return path;
    }
}
