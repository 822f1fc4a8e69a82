package dev.slipway.output;

import dev.slipway.content.Digest;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The part of an initrd that one origin contributed: a complete cpio archive, compressed on its own. The kernel unpacks one
 * after the other (buffer-format: "initramfs := ("\0" | cpio_archive | cpio_gzip_archive)*").
 *
 * @param name the section of the YAML file that it comes from, {@code init[0]}
 * @param source the image it was made of
 * @param entries in canonical order; parents come before what they hold, here or in an earlier segment
 */
public record Segment(String name, String source, List<Entry> entries) {
    public Segment {
        entries = List.copyOf(entries);
    }

    /** Size of the contents in bytes, each hard-linked file once. */
    public long contentSize() {
        return entries.stream()
                .map(Entry::node)
                .filter(Node.RegularFile.class::isInstance)
                .map(Node.RegularFile.class::cast)
                .distinct()
                .mapToLong(file -> file.content().size())
                .sum();
    }

    /**
     * The name of everything that goes into the compressed bytes: headers, digests of contents, compression.
     *
     * @param compression id of the compressor with its version and level, {@code zstd-1.5.7-9}
     */
    public Digest key(String compression) {
        StringBuilder text = new StringBuilder(entries.size() * 128)
                .append("slipway initrd segment 1\n")
                .append(compression)
                .append('\n');
        for (Entry entry : entries) {
            // A NUL can stand in no path and no link target, so no two lists of entries give one text.
            text.append(entry.path())
                    .append('\0')
                    .append(entry.attributes().mode())
                    .append(' ')
                    .append(entry.attributes().uid())
                    .append(' ')
                    .append(entry.attributes().gid())
                    .append(' ')
                    .append(entry.attributes().mtime())
                    .append(' ')
                    .append(kind(entry.node()))
                    .append('\0');
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String kind(Node node) {
        if (node instanceof Node.RegularFile file) {
            return "file " + file.content().digest() + " " + file.inode();
        }
        if (node instanceof Node.Symlink link) {
            return "symlink " + link.target();
        }
        if (node instanceof Node.Device device) {
            return device.kind() + " " + device.major() + " " + device.minor();
        }
        return node instanceof Node.Directory ? "directory" : "fifo";
    }
}
