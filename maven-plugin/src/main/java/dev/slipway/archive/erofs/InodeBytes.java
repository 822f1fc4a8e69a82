package dev.slipway.archive.erofs;

import dev.slipway.problem.Problem;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Inodes.Inode;
import dev.slipway.tree.Node;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An extended inode with the extended attributes behind it ("On-disk inode", "Xattrs"). */
final class InodeBytes {
    private static final int INODE = 64;
    private static final int XATTR_HEAD = 12;
    private static final int EXTENDED = 1;
    private static final int INLINE = 2;

    /** Bytes of a value: its length has 16 bits. Linux takes one more. */
    private static final int LONGEST_VALUE = 0xffff;

    /** Bytes of all attributes of an inode: they are counted in units of four, in 16 bits. */
    private static final int MOST_BYTES = 4 * (0xffff - 1);

    /** The prefixes of names, by the numbers that stand for them. */
    private static final Map<String, Integer> PREFIXES = Map.of("user.", 1, "trusted.", 4, "security.", 6);

    private final Inode inode;
    private final byte[] xattrs;

    /** @throws Problem if there is an attribute that has no number, or more than an inode has room for */
    InodeBytes(Inode inode) {
        this.inode = inode;
        this.xattrs = xattrs(inode);
    }

    private static byte[] xattrs(Inode inode) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        inode.attributes().xattrs().forEach((name, value) -> bytes.writeBytes(xattr(name, value, inode.path())));
        if (bytes.size() == 0) {
            return new byte[0];
        }
        if (bytes.size() > MOST_BYTES) {
            throw tooLong(inode.path(), "its extended attributes take " + bytes.size() + " bytes", MOST_BYTES);
        }
        return ByteBuffer.allocate(XATTR_HEAD + bytes.size())
                .position(XATTR_HEAD)
                .put(bytes.toByteArray())
                .array();
    }

    private static byte[] xattr(String name, String value, String path) {
        String prefix = name.substring(0, name.indexOf('.') + 1);
        if (!PREFIXES.containsKey(prefix)) {
            throw Problem.user(
                    "EROFS, '" + path + "'",
                    "it has the extended attribute " + name
                            + ", and only those of user, trusted and security are written",
                    "Remove the attribute in the image, or build another format.");
        }
        byte[] rest = name.substring(prefix.length()).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > LONGEST_VALUE) {
            throw tooLong(path, "its extended attribute " + name + " has " + bytes.length + " bytes", LONGEST_VALUE);
        }
        int size = (4 + rest.length + bytes.length + 3) / 4 * 4;
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) rest.length)
                .put(PREFIXES.get(prefix).byteValue())
                .putShort((short) bytes.length)
                .put(rest)
                .put(bytes)
                .array();
    }

    private static Problem tooLong(String path, String what, int most) {
        return Problem.user(
                "EROFS, '" + path + "'",
                what + ", and the file system has room for " + most,
                "Make the attribute shorter in the image, or build another format.");
    }

    int size() {
        return INODE + xattrs.length;
    }

    /**
     * The bytes.
     *
     * @param size of what the inode holds
     * @param inline whether that stands right behind it
     * @param block where it starts otherwise
     */
    byte[] of(long size, boolean inline, long block) {
        Attributes attributes = inode.attributes();
        int xattrCount = xattrs.length == 0 ? 0 : (xattrs.length - XATTR_HEAD) / 4 + 1;
        return ByteBuffer.allocate(size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (EXTENDED | (inline ? INLINE << 1 : 0)))
                .putShort((short) xattrCount)
                .putShort((short) (kind() | attributes.mode()))
                .putShort((short) 0)
                .putLong(size)
                .putInt((int) (inode.node() instanceof Node.Device device ? number(device) : block))
                .putInt(inode.number())
                .putInt((int) attributes.uid())
                .putInt((int) attributes.gid())
                .putLong(attributes.mtime())
                .putInt(0)
                .putInt(inode.links())
                .position(INODE)
                .put(xattrs)
                .array();
    }

    private static long number(Node.Device device) {
        return device.minor() & 0xff | device.major() << 8 | (device.minor() & ~0xffL) << 12;
    }

    private int kind() {
        Node node = inode.node();
        if (node instanceof Node.Device device) {
            return device.kind() == Node.Device.Kind.BLOCK ? 0060000 : 0020000;
        }
        if (node instanceof Node.Directory) {
            return 0040000;
        }
        return node instanceof Node.RegularFile ? 0100000 : node instanceof Node.Symlink ? 0120000 : 0010000;
    }
}
