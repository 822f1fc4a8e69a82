package dev.slipway.archive.cpio;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.SharedInodes;
import dev.slipway.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes entries as a whole newc archive. Files with one inode become real hard links. Extended attributes are left out: the
 * format has no place for them.
 */
public final class CpioWriter {
    static final String TRAILER = "TRAILER!!!";

    private static final int S_IFIFO = 0010000;
    private static final int S_IFCHR = 0020000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFBLK = 0060000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFLNK = 0120000;

    /** Where an uncompressed archive follows another, the kernel wants it at a multiple of 4; cpio programs write blocks of 512. */
    private static final int BLOCK = 512;

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private final SharedInodes shared;
    private final Map<String, HardLinks> files = new HashMap<>();
    private long nextInode;
    private long written;

    private CpioWriter(OutputStream out, SharedInodes shared, long firstInode) {
        this.out = out;
        this.shared = shared;
        this.nextInode = firstInode;
    }

    /** The names of one file. */
    private static final class HardLinks {
        private long inode;
        private int names;
        private int namesWritten;
    }

    /**
     * Writes all entries and the trailer, padded to 512 bytes. Numbers of inodes go up from the first one in the order of the
     * entries; hard links are of one archive only, as the kernel forgets numbers at each trailer.
     *
     * @param entries in canonical order, each with its parent unless an archive before this one has it
     * @param firstInode at least 1
     * @param sink stays open
     * @return the first number not used
     * @throws DoesNotFitCpio if an entry is beyond the limits of the format or of the kernel; nothing is written then
     * @throws IllegalArgumentException if the entries are in another order
     */
    public static long write(Collection<Entry> entries, long firstInode, OutputStream sink) throws IOException {
        CpioWriter writer = new CpioWriter(sink, SharedInodes.of(entries), firstInode);
        writer.look(entries);
        for (Entry entry : entries) {
            writer.write(entry);
        }
        writer.trailer();
        return writer.nextInode;
    }

    /** Checks everything before the first byte goes out, and counts the names of each file. */
    private void look(Collection<Entry> entries) {
        String last = "";
        for (Entry entry : entries) {
            if (TreePath.ORDER.compare(last, entry.path()) >= 0) {
                throw new IllegalArgumentException(
                        "not in canonical order: '" + entry.path() + "' after '" + last + "'");
            }
            last = entry.path();
            CpioLimits.check(entry);
            if (entry.node() instanceof Node.RegularFile file && shared.contains(file.inode())) {
                files.computeIfAbsent(file.inode(), inode -> new HardLinks()).names++;
            }
        }
    }

    private void write(Entry entry) throws IOException {
        Node node = entry.node();
        if (node instanceof Node.RegularFile file) {
            file(entry, file);
        } else if (node instanceof Node.Symlink link) {
            byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
            put(header(entry, S_IFLNK, nextInode++, 1).size(target.length).bytes());
            put(target);
            pad(4);
        } else if (node instanceof Node.Device device) {
            int type = device.kind() == Node.Device.Kind.CHARACTER ? S_IFCHR : S_IFBLK;
            put(header(entry, type, nextInode++, 1)
                    .device(device.major(), device.minor())
                    .bytes());
        } else {
            int type = entry.isDirectory() ? S_IFDIR : S_IFIFO;
            put(header(entry, type, nextInode++, entry.isDirectory() ? 2 : 1).bytes());
        }
    }

    /**
     * The last name of a file carries its content, as in GNU cpio's archives. The kernel creates the file at its first name, links
     * the others to it and writes the content wherever it comes (init/initramfs.c, maybe_link).
     */
    private void file(Entry entry, Node.RegularFile file) throws IOException {
        HardLinks links = files.get(file.inode());
        if (links == null) {
            put(header(entry, S_IFREG, nextInode++, 1)
                    .size(file.content().size())
                    .bytes());
            content(file.content());
            return;
        }
        if (links.namesWritten == 0) {
            links.inode = nextInode++;
        }
        links.namesWritten++;
        boolean last = links.namesWritten == links.names;
        put(header(entry, S_IFREG, links.inode, links.names)
                .size(last ? file.content().size() : 0)
                .bytes());
        if (last) {
            content(file.content());
        }
    }

    private static CpioHeader header(Entry entry, int type, long inode, long links) {
        Attributes attributes = entry.attributes();
        return CpioHeader.of(entry.path())
                .inode(inode, links)
                .mode(type | attributes.mode(), attributes.uid(), attributes.gid())
                .mtime(attributes.mtime());
    }

    private void content(Content content) throws IOException {
        try (InputStream in = content.open()) {
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                size += n;
            }
            if (size != content.size()) {
                throw new IllegalStateException("content of " + content.size() + " bytes gave " + size);
            }
            written += size;
        }
        pad(4);
    }

    private void trailer() throws IOException {
        put(CpioHeader.of(TRAILER).inode(0, 1).bytes());
        pad(BLOCK);
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void pad(int multiple) throws IOException {
        put(new byte[(int) (-written & multiple - 1)]);
    }
}
