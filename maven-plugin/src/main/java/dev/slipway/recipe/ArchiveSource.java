package dev.slipway.recipe;

import org.jspecify.annotations.Nullable;

/** Where an archive comes from. */
public sealed interface ArchiveSource {
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
        @Override
        public String toString() {
            return "maven:" + groupId + ":" + artifactId + ":" + version + (classifier == null ? "" : ":" + classifier)
                    + ":" + type;
        }
    }
}
