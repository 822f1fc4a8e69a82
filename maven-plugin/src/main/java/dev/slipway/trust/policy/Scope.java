package dev.slipway.trust.policy;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.problem.Problem;
import java.util.List;

/**
 * Which images a rule is for: one repository ({@code docker.io/linuxkit/kernel}), all below a path ({@code docker.io/linuxkit/*}),
 * an artifact ({@code maven:dev.example:kernel}), all of a Maven group ({@code maven:dev.example:*}), a file ({@code oci:images/kernel}),
 * all files below a folder ({@code oci:images/*}), or all ({@code *}). Both sides are canonical, and a scope covers every tag, digest,
 * version and ref: one that named a single one would miss the same image under the reference without it.
 *
 * @param name canonical, without the star
 * @param prefix whether anything may follow
 */
public record Scope(String name, boolean prefix) {
    private static final String WILD = "*";
    private static final String MAVEN = "maven:";
    private static final List<String> FILES = List.of("oci:", "oci-archive:", "docker-archive:");

    /** Two names in the place of the star: one alone would be an image of Docker Hub's {@code library}. */
    private static final String NAMES = "x/x";

    /**
     * Reads a scope and makes it canonical, so that {@code linuxkit/*} is {@code docker.io/linuxkit/*}.
     *
     * @throws dev.slipway.oci.reference.MalformedReference if a part of it is no part of a reference
     * @throws Problem if it would cover something else than it seems to
     */
    public static Scope parse(String text) {
        if (text.equals(WILD)) {
            return new Scope("", true);
        }
        if (text.endsWith("/" + WILD) || text.endsWith(":" + WILD)) {
            return wild(text, text.substring(0, text.length() - 1));
        }
        ImageReference one = ImageReference.parse(text);
        if (!one.name().equals(one.canonical())) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    "the scope '" + text + "' names one tag, digest, version or ref, and a rule is for all of them",
                    "Write " + one.name());
        }
        return new Scope(one.name(), false);
    }

    /** @param base the text without its star; the grammar of references decides about it */
    private static Scope wild(String text, String base) {
        if (base.equals(MAVEN) || FILES.contains(base)) {
            return new Scope(base, true);
        }
        if (base.startsWith(MAVEN) && base.endsWith(":")) {
            return maven(base.substring(0, base.length() - 1));
        }
        if (base.endsWith(":")) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    "the scope '" + text + "' has its star after a colon",
                    "Write the repository or file alone, which covers every tag, or host[:port]/*");
        }
        if (FILES.stream().anyMatch(base::startsWith)) {
            return folder(text, base);
        }
        String name = ImageReference.parse(base + NAMES).name();
        return new Scope(name.substring(0, name.length() - NAMES.length()), true);
    }

    private static Scope folder(String text, String base) {
        String folder = ImageReference.parse(base).name();
        if (folder.endsWith(":.")) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    "the scope '" + text
                            + "' means the project's own folder, but the names of images do not contain that folder",
                    "Write " + folder.substring(0, folder.length() - 1) + WILD);
        }
        return new Scope(folder.endsWith("/") ? folder : folder + "/", true);
    }

    /** {@code maven:group:*}, or {@code maven:group:artifact:*}, which is that artifact. */
    private static Scope maven(String base) {
        if (base.chars().filter(c -> c == ':').count() == 2) {
            return new Scope(ImageReference.parse(base).name(), false);
        }
        String name = ImageReference.parse(base + ":x").name();
        return new Scope(name.substring(0, name.length() - 1), true);
    }

    /** True if the rule is for this image. */
    public boolean covers(ImageReference reference) {
        return prefix ? reference.name().startsWith(name) : reference.name().equals(name);
    }

    /** The longer the name, the more specific; one repository is more specific than any path. */
    int specificity() {
        return prefix ? name.length() : Integer.MAX_VALUE;
    }

    @Override
    public String toString() {
        return prefix ? name + WILD : name;
    }
}
