package dev.slipway.oci;

import org.jspecify.annotations.Nullable;

/**
 * An image in a directory or file (containers-transports(5)).
 *
 * @param path as written: relative to the YAML file, or absolute
 * @param ref which image of several: the annotation {@code org.opencontainers.image.ref.name} of a layout, the tag in an
 *     archive of {@code docker save}; null for the only one
 */
public record ArchiveReference(Kind kind, String path, @Nullable String ref) implements ImageReference {
    /** What lies at the path. */
    public enum Kind {
        /** A directory with an OCI image layout. */
        OCI("oci"),
        /** An OCI image layout in a plain tar. */
        OCI_ARCHIVE("oci-archive"),
        /** What {@code docker save} writes. */
        DOCKER_ARCHIVE("docker-archive");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }

        /** The word before the first colon. */
        public String scheme() {
            return scheme;
        }
    }

    public ArchiveReference {
        if (path.isBlank() || path.indexOf('\0') >= 0) {
            throw new MalformedReference(kind.scheme + ":" + path.replace('\0', '?'), "the path is missing");
        }
    }

    @Override
    public String canonical() {
        return kind.scheme + ":" + path + (ref == null ? "" : ":" + ref);
    }

    @Override
    public String toString() {
        return canonical();
    }
}
