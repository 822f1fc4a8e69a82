package dev.slipway.recipe;

import dev.slipway.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where an archive comes from. */
public sealed interface ArchiveSource {
    /**
     * Reads {@code https://..}, {@code maven:group:artifact:version[:classifier]:type}, or a path beside the recipe.
     *
     * @throws dev.slipway.problem.Problem if it is none of them
     */
    static ArchiveSource parse(String text) {
        if (text.startsWith("https://")) {
            return new Url(text);
        }
        if (text.startsWith("maven:")) {
            return Artifact.parse(text);
        }
        if (text.contains("://")) {
            throw Problem.user(
                    "path '" + text + "'", "only https:// is fetched from", "Write the address with https://");
        }
        return new LocalFile(LocalPath.clean(text));
    }

    /** @param path beside the recipe */
    record LocalFile(String path) implements ArchiveSource {
        @Override
        public String toString() {
            return path;
        }
    }

    /** @param url with the scheme https */
    record Url(String url) implements ArchiveSource {
        @Override
        public String toString() {
            return url;
        }
    }

    /**
     * A Maven artifact.
     *
     * @param classifier null for the main artifact
     */
    record Artifact(String groupId, String artifactId, String version, @Nullable String classifier, String type)
            implements ArchiveSource {
        private static Artifact parse(String text) {
            String[] parts = text.split(":", -1);
            boolean whole = Arrays.stream(parts).noneMatch(String::isBlank);
            if (!whole || parts.length < 5 || parts.length > 6) {
                throw Problem.user(
                        "path '" + text + "'",
                        "this does not name a Maven artifact",
                        "Write maven:group:artifact:version[:classifier]:type");
            }
            String classifier = parts.length == 6 ? parts[4] : null;
            return new Artifact(parts[1], parts[2], parts[3], classifier, parts[parts.length - 1]);
        }

        @Override
        public String toString() {
            return "maven:" + groupId + ":" + artifactId + ":" + version + (classifier == null ? "" : ":" + classifier)
                    + ":" + type;
        }
    }
}
