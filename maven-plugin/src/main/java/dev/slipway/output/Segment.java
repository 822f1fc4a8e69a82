package dev.slipway.output;

import dev.slipway.archive.cpio.CpioWriter;
import dev.slipway.content.Digest;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.SharedInodes;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of an initrd that one origin contributed: a complete cpio archive, compressed on its own. The kernel unpacks one
 * after the other (buffer-format: "initramfs := ("\0" | cpio_archive | cpio_gzip_archive)*").
 *
 * @param name the section of the YAML file that it comes from, {@code init[0]}
 * @param source the image it was made of
 * @param entries never change; in canonical order; parents come before what they hold, here or in an earlier segment
 */
public record Segment(String name, String source, List<Entry> entries) {
    /** Every segment counts from here: the kernel forgets inode numbers at the end of each. */
    private static final long FIRST_INODE = 1;

    /** Size of the contents in bytes, each hard-linked file once. */
    public long contentSize() {
        SharedInodes shared = SharedInodes.of(entries);
        Set<String> seen = new HashSet<>();
        long size = 0;
        for (Entry entry : entries) {
            if (entry.node() instanceof Node.RegularFile file
                    && (!shared.contains(file.inode()) || seen.add(file.inode()))) {
                size += file.content().size();
            }
        }
        return size;
    }

    /**
     * Writes the archive.
     *
     * @param size what {@link #contentSize} gives
     */
    public void writeTo(OutputStream sink, InitrdCompression compression, long size) throws IOException {
        try (OutputStream plain = compression.open(sink, size)) {
            CpioWriter.write(entries, FIRST_INODE, plain);
        }
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
