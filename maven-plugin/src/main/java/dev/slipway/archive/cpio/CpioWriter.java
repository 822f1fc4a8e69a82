package dev.slipway.archive.cpio;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes entries as one complete newc archive, trailer and padding included. Archives can be put one behind the other: the kernel
 * forgets inode numbers at each trailer.
 *
 * <p>Hard links share an inode number, and the last name carries the data, as GNU cpio has it; the kernel takes it from any.
 */
public final class CpioWriter {
    /** GNU cpio's block size: what reads whole blocks finds the next archive at its start. */
    private static final int BLOCK = 512;

    /** The kernel's PATH_MAX, with the NUL (init/initramfs.c skips longer names without a word). */
    private static final int MAX_NAME_SIZE = 4096;

    private static final String TRAILER = "TRAILER!!!";

    private final OutputStream sink;
    private final Map<String, Inode> inodes = new HashMap<>();
    private long written;
    private long lastIno;

    private CpioWriter(OutputStream sink) {
        this.sink = sink;
    }

    /** A file with several names. */
    private static final class Inode {
        private int names;
        private int named;
        private long ino;
    }

    /**
     * Writes an archive; the sink stays open.
     *
     * @param entries in the order in which they are to be unpacked: parents first
     * @throws EntryDoesNotFit if the format or the kernel cannot take an entry; nothing tells how much was written by then
     */
    public static void write(Collection<Entry> entries, OutputStream sink) throws IOException {
        CpioWriter writer = new CpioWriter(sink);
        entries.forEach(CpioWriter::check);
        entries.forEach(writer::countNames);
        for (Entry entry : entries) {
            writer.add(entry);
        }
        writer.finish();
    }

    private static void check(Entry entry) {
        String path = entry.path();
        int nameSize = name(path).length;
        if (nameSize > MAX_NAME_SIZE) {
            throw new EntryDoesNotFit(
                    path,
                    "its name is " + (nameSize - 1) + " bytes long; the kernel reads " + (MAX_NAME_SIZE - 1),
                    "Shorten the path, or leave the file out.");
        }
        long mtime = entry.attributes().mtime();
        if (mtime < 0 || mtime > CpioHeader.MAX) {
            throw new EntryDoesNotFit(
                    path,
                    "its time " + mtime + " does not fit into 32 bits",
                    "Choose an output timestamp before 2106.");
        }
        if (entry.node() instanceof Node.RegularFile file && file.content().size() > CpioHeader.MAX) {
            throw new EntryDoesNotFit(
                    path,
                    "it has " + file.content().size() + " bytes; a file in an initrd can have " + CpioHeader.MAX,
                    "Keep the file out of the initrd, for instance on a disk that the system mounts.");
        }
        if (entry.node() instanceof Node.Symlink link && name(link.target()).length > MAX_NAME_SIZE) {
            throw new EntryDoesNotFit(path, "its target is longer than the kernel reads", "Shorten the target.");
        }
    }

    private void countNames(Entry entry) {
        if (entry.node() instanceof Node.RegularFile file) {
            inodes.computeIfAbsent(file.inode(), any -> new Inode()).names++;
        }
    }

    private void add(Entry entry) throws IOException {
        Node node = entry.node();
        if (node instanceof Node.RegularFile file) {
            addFile(entry, file);
        } else if (node instanceof Node.Symlink link) {
            byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
            header(entry, FileType.SYMLINK, ++lastIno, 1, target.length, 0, 0);
            put(target);
            pad(4);
        } else if (node instanceof Node.Device device) {
            FileType type = device.kind() == Node.Device.Kind.CHARACTER ? FileType.CHARACTER : FileType.BLOCK;
            header(entry, type, ++lastIno, 1, 0, device.major(), device.minor());
        } else if (node instanceof Node.Directory) {
            header(entry, FileType.DIRECTORY, ++lastIno, 2, 0, 0, 0);
        } else {
            header(entry, FileType.FIFO, ++lastIno, 1, 0, 0, 0);
        }
    }

    private void addFile(Entry entry, Node.RegularFile file) throws IOException {
        Inode inode = inodes.get(file.inode());
        if (inode == null) {
            throw new IllegalStateException("not counted: " + entry.path());
        }
        if (inode.named++ == 0) {
            inode.ino = ++lastIno;
        }
        Content content = file.content();
        boolean last = inode.named == inode.names;
        header(entry, FileType.REGULAR, inode.ino, inode.names, last ? content.size() : 0, 0, 0);
        if (last) {
            content.writeTo(sink);
            written += content.size();
            pad(4);
        }
    }

    private void header(Entry entry, FileType type, long ino, long nlink, long fileSize, long rdevMajor, long rdevMinor)
            throws IOException {
        Attributes attributes = entry.attributes();
        byte[] name = name(entry.path());
        put(new CpioHeader(
                        ino,
                        type.bits() | attributes.mode(),
                        attributes.uid(),
                        attributes.gid(),
                        nlink,
                        attributes.mtime(),
                        fileSize,
                        rdevMajor,
                        rdevMinor,
                        name.length)
                .bytes());
        put(name);
        pad(4);
    }

    private void finish() throws IOException {
        byte[] name = name(TRAILER);
        put(new CpioHeader(0, 0, 0, 0, 1, 0, 0, 0, 0, name.length).bytes());
        put(name);
        pad(BLOCK);
    }

    private static byte[] name(String path) {
        return (path + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private void put(byte[] bytes) throws IOException {
        sink.write(bytes);
        written += bytes.length;
    }

    private void pad(int unit) throws IOException {
        put(new byte[(int) (-written & (unit - 1))]);
    }
}
