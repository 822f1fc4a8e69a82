package dev.slipway.archive.iso9660;

import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What POSIX knows of a file, as fields of its directory records (RRIP 1.09, chapter 4). */
final class RockRidge {
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int SYMLINK = 0120000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int FIFO = 0010000;

    private static final int HAS_PX = 0x01;
    private static final int HAS_PN = 0x02;
    private static final int HAS_SL = 0x04;
    private static final int HAS_NM = 0x08;
    private static final int HAS_TF = 0x80;
    private static final int CONTINUES = 0x01;
    private static final int MODIFIED_ACCESSED_CHANGED = 0x0e;
    private static final int NAME_PART = 250;
    /** The format has no limit, but Linux cuts what is longer. */
    private static final int MOST_NAME_BYTES = 253;

    private final Map<String, Integer> links = new HashMap<>();

    /** @throws IsoCannotHold if the tree has something that Rock Ridge cannot tell */
    RockRidge(FileTree files) {
        for (Entry entry : files.entries()) {
            requireWritable(entry);
            if (entry.node() instanceof Node.RegularFile file) {
                links.merge(file.inode(), 1, Integer::sum);
            }
        }
    }

    private static void requireWritable(Entry entry) {
        if (TreePath.name(entry.path()).getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            throw new IsoCannotHold(
                    entry.path(), "a name ends at " + MOST_NAME_BYTES + " bytes", "Give it a shorter name.");
        }
        if (!entry.attributes().xattrs().isEmpty()) {
            throw new IsoCannotHold(
                    entry.path(),
                    "it has extended attributes ("
                            + String.join(", ", entry.attributes().xattrs().keySet())
                            + "), which Rock Ridge cannot store",
                    "Put the file into an initrd or an archive, or drop the attributes.");
        }
        if (entry.node() instanceof Node.Symlink link && link.target().isEmpty()) {
            throw new IsoCannotHold(entry.path(), "it is a link without a target", "Give the link a target.");
        }
    }

    /** The fields of a directory's record of itself or of its parent. */
    static List<byte[]> of(Directory directory) {
        List<byte[]> fields = new ArrayList<>();
        fields.add(present(HAS_PX | HAS_TF));
        fields.add(attributes(directory.attributes(), DIRECTORY, directory.links()));
        fields.add(times(directory.attributes()));
        return fields;
    }

    /**
     * The fields of a directory's record of a member.
     *
     * @param directoryLinks how many names the member has, if it is a directory
     */
    List<byte[]> of(Entry entry, int directoryLinks) {
        List<byte[]> fields = new ArrayList<>();
        int present = HAS_NM | HAS_PX | HAS_TF;
        Attributes attributes = entry.attributes();
        List<byte[]> special = List.of();
        byte[] px;
        if (entry.node() instanceof Node.Directory) {
            px = attributes(attributes, DIRECTORY, directoryLinks);
        } else if (entry.node() instanceof Node.RegularFile file) {
            px = attributes(attributes, REGULAR, links.getOrDefault(file.inode(), 1));
        } else if (entry.node() instanceof Node.Symlink link) {
            px = attributes(attributes, SYMLINK, 1);
            special = SymbolicLink.fields(link.target());
            present |= HAS_SL;
        } else if (entry.node() instanceof Node.Device device) {
            boolean block = device.kind() == Node.Device.Kind.BLOCK;
            px = attributes(attributes, block ? BLOCK_DEVICE : CHARACTER_DEVICE, 1);
            special = List.of(device(device));
            present |= HAS_PN;
        } else {
            px = attributes(attributes, FIFO, 1);
        }
        fields.add(present(present));
        fields.add(px);
        fields.add(times(attributes));
        fields.addAll(parts(TreePath.name(entry.path())));
        fields.addAll(special);
        return fields;
    }

    /** RR, which fields follow; given up by RRIP 1.10, still looked for by old readers. */
    private static byte[] present(int flags) {
        return SystemUse.field("RR", 5).put((byte) flags).array();
    }

    /** PX, POSIX file attributes (4.1.1). */
    private static byte[] attributes(Attributes attributes, int type, int links) {
        ByteBuffer field = SystemUse.field("PX", 36);
        Iso.put32(field, type | attributes.mode());
        Iso.put32(field, links);
        Iso.put32(field, attributes.uid());
        Iso.put32(field, attributes.gid());
        return field.array();
    }

    /**
     * PN, device numbers (4.1.2): the halves of a dev_t, which is no standard. Every reader takes 16 bits in the low half, a byte
     * for each number; for minor numbers beyond a byte Linux takes the halves for the two numbers.
     */
    private static byte[] device(Node.Device device) {
        boolean old = device.minor() <= 0xff;
        ByteBuffer field = SystemUse.field("PN", 20);
        Iso.put32(field, old ? 0 : device.major());
        Iso.put32(field, old ? device.major() << 8 | device.minor() : device.minor());
        return field.array();
    }

    /** TF, time stamps (4.1.6); the tree knows one time, and so all are that one. */
    private static byte[] times(Attributes attributes) {
        byte[] time = IsoDate.shortForm(attributes.mtime());
        return SystemUse.field("TF", 5 + 3 * time.length)
                .put((byte) MODIFIED_ACCESSED_CHANGED)
                .put(time)
                .put(time)
                .put(time)
                .array();
    }

    /** NM, the name (4.1.4), in more than one field if it is long. */
    private static List<byte[]> parts(String name) {
        ByteBuffer bytes = ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8));
        List<byte[]> fields = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] part = new byte[Math.min(NAME_PART, bytes.remaining())];
            bytes.get(part);
            fields.add(SystemUse.field("NM", 5 + part.length)
                    .put((byte) (bytes.hasRemaining() ? CONTINUES : 0))
                    .put(part)
                    .array());
        }
        return fields;
    }
}
