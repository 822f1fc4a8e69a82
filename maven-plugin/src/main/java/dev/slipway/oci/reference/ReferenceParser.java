package dev.slipway.oci.reference;

import dev.slipway.content.Digest;
import dev.slipway.content.MalformedDigest;
import org.jspecify.annotations.Nullable;

/** The grammar of image references; short names are expanded as Docker and LinuxKit do. */
final class ReferenceParser {
    /** A path may be as long as Linux allows (PATH_MAX); nothing else in a reference comes near. */
    private static final int MAX_LENGTH = 4096;

    private final String text;

    ReferenceParser(String text) {
        this.text = text;
    }

    ImageReference parse() {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedReference(text, "a reference has " + MAX_LENGTH + " characters at most");
        }
        if (text.isBlank()) {
            throw new MalformedReference(text, "the reference is empty");
        }
        if (text.startsWith("@pkg:")) {
            // Its value depends on a git tree and on LinuxKit's own build; a lock could not say what it was.
            throw new MalformedReference(
                    text, "LinuxKit's templates are not supported: Slipway does not build packages of LinuxKit");
        }
        for (ArchiveReference.Kind kind : ArchiveReference.Kind.values()) {
            if (text.startsWith(kind.scheme() + ":")) {
                return archive(kind, text.substring(kind.scheme().length() + 1));
            }
        }
        if (text.startsWith("maven:")) {
            // maven:3.9 is the image "maven" of Docker Hub: coordinates have two parts at least, and no digest.
            String coordinates = text.substring("maven:".length());
            if (coordinates.contains(":") && !coordinates.contains("@")) {
                return maven(coordinates.split(":", -1));
            }
        }
        return registry();
    }

    private static ArchiveReference archive(ArchiveReference.Kind kind, String rest) {
        int colon = rest.indexOf(':', windowsDrive(rest) ? 2 : 0);
        if (colon < 0) {
            return new ArchiveReference(kind, rest, null);
        }
        String ref = rest.substring(colon + 1);
        if (ref.isEmpty()) {
            throw new MalformedReference(kind.scheme() + ":" + rest, "nothing follows the last colon");
        }
        return new ArchiveReference(kind, rest.substring(0, colon), ref);
    }

    /** In {@code C:\images} and {@code C:/images} the colon belongs to the path. */
    private static boolean windowsDrive(String path) {
        return path.length() > 2
                && Character.isLetter(path.charAt(0))
                && path.charAt(1) == ':'
                && (path.charAt(2) == '\\' || path.charAt(2) == '/');
    }

    private MavenReference maven(String[] parts) {
        if (parts.length > 3) {
            throw new MalformedReference(text, "too many parts: type and classifier are always oci.tar and none");
        }
        return new MavenReference(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
    }

    private RegistryReference registry() {
        if (text.contains("://")) {
            throw new MalformedReference(text, "a reference has no '://'");
        }
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        if (slash == 0) {
            throw new MalformedReference(text, "the registry host is empty");
        }
        boolean hasHost = RegistryHost.looksLikeHost(first);
        String host = hasHost ? first : RegistryHost.HUB;
        String rest = hasHost ? text.substring(slash + 1) : text;

        Digest digest = null;
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = digest(rest.substring(at + 1));
            rest = rest.substring(0, at);
        }
        String tag = null;
        int colon = rest.indexOf(':');
        if (colon >= 0) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
        }
        return new RegistryReference(host, rest, tag, digest);
    }

    private @Nullable Digest digest(String written) {
        try {
            return Digest.parse(written);
        } catch (MalformedDigest e) {
            throw new MalformedReference(text, "'" + written + "' is not a digest");
        }
    }
}
