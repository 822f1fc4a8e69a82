package dev.slipway.oci.reference;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An image in a directory or file (containers-transports(5)).
 *
 * @param path relative to the YAML file, or absolute; in its one spelling, without {@code .}, {@code ..} behind a name, and slashes
 *     that say nothing
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
        path = plain(path);
    }

    /** The one spelling of a path; that of Windows begins with its drive. */
    private static String plain(String path) {
        boolean drive = path.length() > 2 && path.charAt(1) == ':';
        String rest = drive ? path.substring(2).replace('\\', '/') : path;
        boolean absolute = rest.startsWith("/");
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rest.split("/")) {
            if (segment.equals("..") && (absolute || !segments.isEmpty() && !"..".equals(segments.peekLast()))) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String joined = (absolute ? "/" : "") + String.join("/", segments);
        return (drive ? path.substring(0, 2) : "") + (joined.isEmpty() ? "." : joined);
    }

    /** What a policy speaks of: the file or folder, whichever image of it is meant. */
    @Override
    public String name() {
        return kind.scheme + ":" + path;
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
