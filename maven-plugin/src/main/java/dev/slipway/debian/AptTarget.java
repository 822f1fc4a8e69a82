package dev.slipway.debian;

import dev.slipway.recipe.Recipe;
import java.util.Optional;

/**
 * One index file of the machine's APT ({@code apt-get indextargets}).
 *
 * @param codename of the release, {@code bookworm}
 * @param file where APT keeps the index
 * @param repository address of the archive
 * @param trusted whether APT has checked the signature that covers the index
 */
record AptTarget(
        String origin,
        String codename,
        String component,
        String architecture,
        String file,
        String repository,
        boolean trusted) {
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
            "$(TRUSTED)");

    /** Reads a line of that format; empty for what is no index of binary packages. */
    static Optional<AptTarget> parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length != 8 || !fields[0].equals("Packages")) {
            return Optional.empty();
        }
        return Optional.of(new AptTarget(
                fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7].equals("yes")));
    }

    /** Whether this is the main archive of a release, not one of its updates, which take packages away again. */
    boolean isMainArchiveOf(String suite) {
        return origin.equals("Debian") && codename.equals(suite) && component.equals("main");
    }

    /** Whether packages of a recipe can be looked up here. */
    boolean lists(Recipe recipe) {
        return isMainArchiveOf(String.valueOf(recipe.suite())) && architecture.equals(recipe.debianArchitecture());
    }
}
