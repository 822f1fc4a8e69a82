package dev.slipway.archive.erofs;

import dev.slipway.tree.Inodes.Child;
import dev.slipway.tree.Inodes.Inode;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** The bytes of a directory: in each block first the entries and then their names, sorted ("Directories"). */
final class DirectoryBlocks {
    private static final int ENTRY = 12;

    private final List<List<Child>> blocks = new ArrayList<>();
    private int lastLength;

    DirectoryBlocks(Inode directory) {
        List<Child> children = new ArrayList<>(directory.children());
        children.add(new Child(".", directory));
        children.add(new Child("..", directory.parent()));
        children.sort(Comparator.comparing(Child::name, TreePath.ORDER));
        List<Child> block = new ArrayList<>();
        for (Child child : children) {
            int length = ENTRY + name(child).length;
            if (lastLength + length > ErofsWriter.BLOCK) {
                blocks.add(block);
                block = new ArrayList<>();
                lastLength = 0;
            }
            block.add(child);
            lastLength += length;
        }
        blocks.add(block);
    }

    private static byte[] name(Child child) {
        return child.name().getBytes(StandardCharsets.UTF_8);
    }

    /** The last block is as long as its names. */
    long size() {
        return (blocks.size() - 1L) * ErofsWriter.BLOCK + lastLength;
    }

    byte[] bytes(ToLongFunction<Inode> numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size())).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < blocks.size(); i++) {
            int start = i * ErofsWriter.BLOCK;
            int entry = start;
            int name = start + ENTRY * blocks.get(i).size();
            for (Child child : blocks.get(i)) {
                byte[] text = name(child);
                bytes.putLong(entry, numbers.applyAsLong(child.inode()));
                bytes.putShort(entry + 8, (short) (name - start));
                bytes.put(entry + 10, (byte) type(child.inode().node()));
                bytes.position(name).put(text);
                entry += ENTRY;
                name += text.length;
            }
        }
        return bytes.array();
    }

    private static int type(Node node) {
        if (node instanceof Node.RegularFile) {
            return 1;
        }
        if (node instanceof Node.Directory) {
            return 2;
        }
        if (node instanceof Node.Device device) {
            return device.kind() == Node.Device.Kind.CHARACTER ? 3 : 4;
        }
        return node instanceof Node.Fifo ? 5 : 7;
    }
}
