package dev.slipway.archive.iso9660;

import java.util.Comparator;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How one of the two directory trees of a volume names things. */
interface Names {
    /**
     * The name of a file in a directory.
     *
     * @param taken keys of the names in the directory so far
     */
    String file(String name, Set<String> taken);

    /**
     * The name of a directory in a directory.
     *
     * @param taken keys of the names in the directory so far
     */
    String directory(String name, Set<String> taken);

    /** A file's name as a file identifier. */
    byte[] fileIdentifier(String name);

    /** A directory's name as a directory identifier. */
    byte[] directoryIdentifier(String name);

    /** What two names may not have in common in one directory, for some reader takes them for the same then. */
    String key(String name);

    /** The order of records in a directory (ECMA-119, 9.3). */
    Comparator<String> order();

    /**
     * A name that is free.
     *
     * @param taken keys of the names in the directory so far
     * @param name cuts a name and puts a suffix to its end; first an empty one, then numbers from 1
     */
    default String free(Set<String> taken, UnaryOperator<String> name) {
        String candidate = name.apply("");
        for (int number = 1; taken.contains(key(candidate)); number++) {
            candidate = name.apply("_" + number);
        }
        return candidate;
    }

    static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
