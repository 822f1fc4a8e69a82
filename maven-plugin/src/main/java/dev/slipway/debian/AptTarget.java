package dev.slipway.debian;

import dev.slipway.recipe.DebianSuite;
import java.util.Optional;

/**
 * One index file of the machine's APT ({@code apt-get indextargets}).
 *
 * @param codename of the release, {@code bookworm}
 * @param file where APT keeps the index
 * @param repository address of the archive
 * @param trusted whether APT has checked the signature that covers the index
 * @param metaKey what the file Release calls it, {@code main/binary-amd64/Packages}
 */
record AptTarget(
        String origin,
        String codename,
        String component,
        String architecture,
        String file,
        String repository,
        boolean trusted,
        String metaKey) {
    private static final String SEPARATOR = "\t";

    /** What {@code apt-get indextargets --format} must be asked for. */
    static final String FORMAT = String.join(
            SEPARATOR,
            "$(CREATED_BY)",
            "$(ORIGIN)",
            "$(CODENAME)",
            "$(COMPONENT)",
            "$(ARCHITECTURE)",
            "$(FILENAME)",
            "$(REPO_URI)",
            "$(TRUSTED)",
            "$(METAKEY)");

    /** Reads a line of that format; empty for what is no index of binary packages. */
    static Optional<AptTarget> parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length != 9 || !fields[0].equals("Packages")) {
            return Optional.empty();
        }
        return Optional.of(new AptTarget(
                fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7].equals("yes"), fields[8]));
    }

    /** What the names of the suite's files begin with, where APT keeps them: of the index, all before its place in the suite. */
    String releasePrefix() {
        int at = file.lastIndexOf(metaKey.replace('/', '_'));
        return at < 0 ? file : file.substring(0, at);
    }

    /** Whether this is an index of a suite, for any architecture. */
    boolean isOf(DebianSuite suite) {
        return origin.equals(suite.origin())
                && codename.equals(suite.codename())
                && component.equals(suite.component());
    }

    /** Whether packages of a recipe can be looked up here, signed and checked. */
    boolean lists(DebianSuite suite, String debianArchitecture) {
        return isOf(suite) && architecture.equals(debianArchitecture) && trusted;
    }
}
