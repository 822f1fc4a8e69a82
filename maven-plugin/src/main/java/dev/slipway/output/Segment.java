package dev.slipway.output;

import dev.slipway.content.Digest;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreeDigest;
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
        String text = "slipway initrd segment 2\n" + compression + "\n" + TreeDigest.of(entries);
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
