package dev.slipway.archive.iso9660;

import java.util.Comparator;
import java.util.Set;

/** How one of the two directory trees of a volume names things. */
interface Names {
    /** The name of a file in a directory where some names are taken. */
    String file(String name, Set<String> taken);

    /** The name of a directory in a directory where some names are taken. */
    String directory(String name, Set<String> taken);

    /** A file's name as a file identifier. */
    byte[] fileIdentifier(String name);

    /** A directory's name as a directory identifier. */
    byte[] directoryIdentifier(String name);

    /** The order of records in a directory (ECMA-119, 9.3). */
    Comparator<String> order();

    /** A shortened name with the lowest number that makes it differ from those taken. */
    static String numbered(Set<String> taken, Numbering name) {
        for (int number = 1; ; number++) {
            String candidate = name.with("_" + number);
            if (!taken.contains(candidate)) {
                return candidate;
            }
        }
    }

    /** Puts a number into a name. */
    @FunctionalInterface
    interface Numbering {
        String with(String suffix);
    }

    static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
