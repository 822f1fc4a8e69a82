package dev.slipway.spec;

import dev.slipway.problem.Places;
import dev.slipway.spec.container.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code files}. Which of the components counts is told by {@link #kind}.
 *
 * @param path as it was written; one leading slash is allowed
 * @param source a path on the machine that builds
 * @param optional if the source does not exist there is no file
 * @param mode octal digits
 */
public record FileEntry(
        String path,
        boolean directory,
        @Nullable String symlink,
        @Nullable String contents,
        @Nullable String source,
        @Nullable MetadataFormat metadata,
        boolean optional,
        @Nullable String mode,
        @Nullable Id uid,
        @Nullable Id gid,
        Places places) {

    /** What an entry makes. */
    public enum Kind {
        DIRECTORY,
        SYMLINK,
        CONTENTS,
        SOURCE,
        METADATA
    }

    /** Formats of a metadata file. */
    public enum MetadataFormat {
        YAML,
        JSON
    }

    /** What this entry makes; a directory wins over a symlink, as in LinuxKit. */
    public Kind kind() {
        if (directory) {
            return Kind.DIRECTORY;
        }
        if (symlink != null) {
            return Kind.SYMLINK;
        }
        if (contents != null) {
            return Kind.CONTENTS;
        }
        return source != null ? Kind.SOURCE : Kind.METADATA;
    }

    /** Permission bits: as written, else 0700 for a directory and 0600 for all else. */
    public int fileMode() {
        if (mode == null) {
            return directory ? 0700 : 0600;
        }
        return Integer.parseInt(mode, 8);
    }

    /** The path without its leading slash. */
    public String relativePath() {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
