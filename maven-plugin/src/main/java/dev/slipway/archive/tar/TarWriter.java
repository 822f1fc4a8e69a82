package dev.slipway.archive.tar;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SharedInodes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a tree as a pax archive: ustar headers, and an extended header only where a value does not fit into them. Files with
 * one inode become one file and hard links to it. Readable by GNU tar, bsdtar and every container tool.
 */
public final class TarWriter {
    /** As Python's tarfile names it; readers that know pax never show it. */
    private static final String EXTENSION_NAME = "././@PaxHeader";

    /** LinuxKit's names for an entry's origin (moby/const.go). */
    private static final String SOURCE = "LINUXKIT.source";

    private static final String LOCATION = "LINUXKIT.location";

    private final OutputStream out;
    private final boolean withOrigins;
    private final Map<String, String> firstPaths = new HashMap<>();

    private TarWriter(OutputStream out, boolean withOrigins) {
        this.out = out;
        this.withOrigins = withOrigins;
    }

    /**
     * Writes all entries in the tree's order, then the archive's end of two zero blocks.
     *
     * @param sink stays open
     */
    public static void write(FileTree tree, OutputStream sink) throws IOException {
        new TarWriter(sink, false).write(tree);
    }

    /**
     * The same, and each entry says who put it there, as in LinuxKit's tar: pax records {@code LINUXKIT.source} and
     * {@code LINUXKIT.location}.
     *
     * @param sink stays open
     */
    public static void writeWithOrigins(FileTree tree, OutputStream sink) throws IOException {
        new TarWriter(sink, true).write(tree);
    }

    /** The size in bytes of what {@link #writeWithOrigins} writes. No content is read. */
    public static long sizeWithOrigins(FileTree tree) throws IOException {
        SizeCounter counter = new SizeCounter();
        new TarWriter(counter, true).write(tree);
        return counter.size();
    }

    /**
     * Writes entries in the order of a list.
     *
     * @param sink stays open
     */
    public static void write(Collection<Entry> entries, OutputStream sink) throws IOException {
        new TarWriter(sink, false).write(entries);
    }

    /** The size in bytes of what {@link #write(Collection, OutputStream)} writes. No content is read. */
    public static long size(Collection<Entry> entries) throws IOException {
        SizeCounter counter = new SizeCounter();
        new TarWriter(counter, false).write(entries);
        return counter.size();
    }

    private void write(FileTree tree) throws IOException {
        write(tree.entries());
    }

    private void write(Collection<Entry> entries) throws IOException {
        SharedInodes shared = SharedInodes.of(entries);
        for (Entry entry : entries) {
            write(entry, shared);
        }
        out.write(new byte[2 * RawHeader.SIZE]);
    }

    private void write(Entry entry, SharedInodes shared) throws IOException {
        Node node = entry.node();
        if (node instanceof Node.RegularFile file) {
            String first = shared.contains(file.inode()) ? firstPaths.putIfAbsent(file.inode(), entry.path()) : null;
            if (first == null) {
                header('0', entry, "", file.content().size());
                content(file.content());
            } else {
                header('1', entry, first, 0);
            }
        } else if (node instanceof Node.Symlink link) {
            header('2', entry, link.target(), 0);
        } else {
            header(node instanceof Node.Device d ? deviceType(d) : entry.isDirectory() ? '5' : '6', entry, "", 0);
        }
    }

    private static char deviceType(Node.Device device) {
        return device.kind() == Node.Device.Kind.CHARACTER ? '3' : '4';
    }

    private void header(char type, Entry entry, String link, long size) throws IOException {
        Attributes attributes = entry.attributes();
        String path = entry.isDirectory() ? entry.path() + "/" : entry.path();
        TarName name = TarName.of(path);
        PaxRecords pax = extension(entry, name, path, link, size);
        if (!pax.isEmpty()) {
            extensionHeader(pax.format());
        }
        HeaderBlock header = new HeaderBlock(type);
        header.text(0, 100, name.name());
        header.text(345, 155, name.prefix());
        header.number(100, 8, attributes.mode());
        header.number(108, 8, attributes.uid());
        header.number(116, 8, attributes.gid());
        header.number(124, 12, size);
        header.number(136, 12, attributes.mtime());
        header.text(157, 100, TarName.end(link));
        if (entry.node() instanceof Node.Device device) {
            header.number(329, 8, device.major());
            header.number(337, 8, device.minor());
        }
        out.write(header.bytes());
    }

    private PaxRecords extension(Entry entry, TarName name, String path, String link, long size) {
        Attributes attributes = entry.attributes();
        PaxRecords pax = new PaxRecords();
        if (!name.whole()) {
            pax.set("path", path);
        }
        if (!TarName.end(link).equals(link)) {
            pax.set("linkpath", link);
        }
        number(pax, "size", 12, size);
        number(pax, "uid", 8, attributes.uid());
        number(pax, "gid", 8, attributes.gid());
        number(pax, "mtime", 12, attributes.mtime());
        if (withOrigins && !entry.origin().equals(Origin.NONE)) {
            pax.set(SOURCE, entry.origin().source());
            pax.set(LOCATION, entry.origin().location());
        }
        attributes.xattrs().forEach((key, value) -> pax.setBytes(PaxRecords.XATTR + key, value));
        return pax;
    }

    private static void number(PaxRecords pax, String key, int length, long value) {
        if (!HeaderBlock.fits(length, value)) {
            pax.set(key, Long.toString(value));
        }
    }

    private void extensionHeader(byte[] body) throws IOException {
        HeaderBlock header = new HeaderBlock('x');
        header.text(0, 100, EXTENSION_NAME);
        header.number(100, 8, 0644);
        header.number(108, 8, 0);
        header.number(116, 8, 0);
        header.number(124, 12, body.length);
        header.number(136, 12, 0);
        out.write(header.bytes());
        out.write(body);
        pad(body.length);
    }

    private void content(Content content) throws IOException {
        if (out instanceof SizeCounter counter) {
            counter.add(content.size());
        } else {
            content.writeTo(out);
        }
        pad(content.size());
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) (-size & (RawHeader.SIZE - 1))]);
    }
}
