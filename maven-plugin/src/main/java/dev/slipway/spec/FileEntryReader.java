package dev.slipway.spec;

import dev.slipway.spec.FileEntry.MetadataFormat;
import dev.slipway.spec.container.ContainerReader;
import dev.slipway.spec.container.ModeReader;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code files}. */
final class FileEntryReader {
    private static final Map<String, MetadataFormat> FORMATS =
            Map.of("yaml", MetadataFormat.YAML, "json", MetadataFormat.JSON);

    private FileEntryReader() {}

    static @Nullable FileEntry read(ObjectReader keys) {
        String path = path(
                keys.about("Path in the system, with or without a leading '/'.").required("path"));
        FileEntry entry = new FileEntry(
                path == null ? "" : path,
                Boolean.TRUE.equals(keys.about("Whether to make a directory; default: false.")
                        .bool("directory")),
                textOf(keys.about("Target of a symbolic link.").value("symlink")),
                keys.about("Text of the file.").text("contents"),
                source(keys.about(
                                "Path of a file on the build machine, relative to the folder of the YAML; ~/ is the home directory.")
                        .value("source")),
                metadata(keys.about(
                                "Writes this YAML, merged and with canonical image names, to the file: in the format yaml or json.")
                        .value("metadata")),
                Boolean.TRUE.equals(keys.about(
                                "Whether the entry is left out if the source does not exist; default: false, an error.")
                        .bool("optional")),
                mode(keys.about(
                                "Permission bits, octal digits in quotes: \"0644\"; default: \"0700\" for a directory, else \"0600\".")
                        .value("mode")),
                ContainerReader.id(keys.about(
                                "Owner: a number, or the name of a container that has a user ID of its own; default: 0.")
                        .value("uid")),
                ContainerReader.id(keys.about(
                                "Group: a number, or the name of a container that has a group ID of its own; default: 0.")
                        .value("gid")),
                keys.places());
        boolean one = isOneThing(entry, keys);
        return path == null || !one ? null : entry;
    }

    /** Relative to the root, and it stays there. */
    private static @Nullable String path(@Nullable ValueReader value) {
        String path = value == null ? null : value.text();
        if (value == null || path == null) {
            return null;
        }
        if (path.matches("[/.]*") && !path.contains("..") || path.indexOf('\0') >= 0) {
            value.refuse(
                    "'" + path.replace('\0', '?') + "' is not the name of a file", "Write a path such as etc/motd");
            return null;
        }
        if (Arrays.asList(path.split("/")).contains("..")) {
            value.refuse("'" + path + "' leaves the image", "Write the path without '..'");
            return null;
        }
        return path;
    }

    private static @Nullable MetadataFormat metadata(@Nullable ValueReader value) {
        return value == null || value.isEmptyText() ? null : value.oneOf(FORMATS);
    }

    private static @Nullable String textOf(@Nullable ValueReader value) {
        return value == null || value.isEmptyText() ? null : value.text();
    }

    private static @Nullable String source(@Nullable ValueReader value) {
        String source = textOf(value);
        if (value != null && source != null && source.indexOf('\0') >= 0) {
            value.refuse(
                    "'" + source.replace('\0', '?') + "' is not the name of a file",
                    "Write the path of a file on this machine");
        }
        return source;
    }

    private static @Nullable String mode(@Nullable ValueReader value) {
        return value == null || value.isEmptyText() ? null : ModeReader.read(value);
    }

    /** The rules of LinuxKit about what may stand together. */
    private static boolean isOneThing(FileEntry entry, ObjectReader keys) {
        boolean made = entry.directory() || entry.symlink() != null || entry.contents() != null;
        String file = "'" + entry.path() + "'";
        if (entry.directory() && entry.contents() != null) {
            return refuse(keys, file + " is a directory and has contents", "Remove 'directory' or 'contents'");
        }
        if (made && (keys.has("source") && entry.source() != null)) {
            return refuse(keys, file + " has contents of its own and a source", "Remove one of the two");
        }
        if (made && entry.metadata() != null) {
            return refuse(keys, file + " has contents of its own and metadata", "Remove one of the two");
        }
        if (entry.source() != null && entry.metadata() != null) {
            return refuse(keys, file + " has a source and metadata", "Remove one of the two");
        }
        ValueReader metadata = keys.value("metadata");
        boolean triedMetadata = metadata != null && !metadata.isEmptyText();
        if (!made && entry.source() == null && !triedMetadata) {
            return refuse(
                    keys,
                    file + " has no contents",
                    "Add one of contents, source, metadata, symlink, or directory: true");
        }
        return true;
    }

    private static boolean refuse(ObjectReader keys, String what, String next) {
        keys.refuse(what, next);
        return false;
    }
}
