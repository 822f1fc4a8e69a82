package dev.slipway.archive.squashfs;

import dev.slipway.tree.Attributes;
import dev.slipway.tree.Inodes;
import dev.slipway.tree.Inodes.Child;
import dev.slipway.tree.Inodes.Inode;
import dev.slipway.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inodes and directories. A directory names the places of its inodes, so what is in it is written before it ("Inode Table", "Directory
 * Table").
 */
final class InodeTable {
    private static final int DIRECTORY = 1;
    private static final int FILE = 2;
    private static final int SYMLINK = 3;
    private static final int BLOCK_DEVICE = 4;
    private static final int CHARACTER_DEVICE = 5;
    private static final int FIFO = 6;

    /** An extended inode has the number of the basic one and this. */
    private static final int EXTENDED = 7;

    /** A directory's size counts three bytes more than its listing has, for {@code .} and {@code ..}. */
    private static final int DOTS = 3;

    private static final int MOST_IN_RUN = 256;
    private static final long LARGEST_32 = 0xffff_ffffL;

    private final MetadataBlocks inodes;
    private final MetadataBlocks directories;
    private final Identifiers identifiers = new Identifiers();
    private final ExtendedAttributes xattrs;
    private final FileBlocks[] files;
    private final long[] places;

    /** @param files by the numbers of their inodes; null for what is no file */
    InodeTable(SquashfsCompression compression, FileBlocks[] files) {
        this.inodes = new MetadataBlocks(compression);
        this.directories = new MetadataBlocks(compression);
        this.xattrs = new ExtendedAttributes(compression);
        this.files = files;
        this.places = new long[files.length];
        Arrays.fill(places, -1);
    }

    /** Writes all inodes; gives the place of the root. */
    long write(Inodes tree) {
        // A directory stands before what it holds, so backwards it comes after.
        for (int i = tree.all().size() - 1; i >= 0; i--) {
            Inode inode = tree.all().get(i);
            if (inode.node() instanceof Node.Directory) {
                inode.children().stream()
                        .map(Child::inode)
                        .filter(this::isMissing)
                        .forEach(this::writeOther);
                writeDirectory(inode, tree.all().size());
            }
        }
        return places[tree.root().number()];
    }

    /** Hard links are written with the first directory that has one of them. */
    private boolean isMissing(Inode inode) {
        return places[inode.number()] < 0;
    }

    private void place(Inode inode, byte[] bytes) {
        places[inode.number()] = inodes.position();
        inodes.write(bytes);
    }

    private Fields head(Inode inode, int type, int size) {
        Attributes attributes = inode.attributes();
        return new Fields(16 + size)
                .u16(type)
                .u16(attributes.mode())
                .u16(identifiers.indexOf(attributes.uid()))
                .u16(identifiers.indexOf(attributes.gid()))
                .u32(Math.max(0, Math.min(attributes.mtime(), LARGEST_32)))
                .u32(inode.number());
    }

    private void writeOther(Inode inode) {
        long xattr = xattrs.indexOf(inode.attributes().xattrs(), inode.path());
        if (inode.node() instanceof Node.RegularFile) {
            place(inode, file(inode, files[inode.number()], xattr));
        } else if (inode.node() instanceof Node.Symlink link) {
            byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
            Fields fields = small(inode, SYMLINK, xattr, 4 + target.length);
            place(inode, withXattr(fields.u32(target.length).bytes(target), xattr));
        } else if (inode.node() instanceof Node.Device device) {
            boolean block = device.kind() == Node.Device.Kind.BLOCK;
            long number = device.minor() & 0xff | device.major() << 8 | (device.minor() & ~0xffL) << 12;
            Fields fields = small(inode, block ? BLOCK_DEVICE : CHARACTER_DEVICE, xattr, 4);
            place(inode, withXattr(fields.u32(number), xattr));
        } else {
            place(inode, withXattr(small(inode, FIFO, xattr, 0), xattr));
        }
    }

    /** What begins with the count of links, and ends with the extended attributes if there are some. */
    private Fields small(Inode inode, int type, long xattr, int size) {
        boolean has = xattr != ExtendedAttributes.NONE;
        return head(inode, has ? type + EXTENDED : type, 4 + size + (has ? 4 : 0))
                .u32(inode.links());
    }

    private static byte[] withXattr(Fields fields, long xattr) {
        return (xattr == ExtendedAttributes.NONE ? fields : fields.u32(xattr)).bytes();
    }

    private byte[] file(Inode inode, FileBlocks blocks, long xattr) {
        boolean basic = inode.links() == 1
                && xattr == ExtendedAttributes.NONE
                && blocks.sparse() == 0
                && blocks.start() <= LARGEST_32
                && blocks.size() <= LARGEST_32;
        Fields fields;
        if (basic) {
            fields = head(inode, FILE, 16 + 4 * blocks.blocks())
                    .u32(blocks.start())
                    .u32(blocks.fragment())
                    .u32(blocks.fragmentOffset())
                    .u32(blocks.size());
        } else {
            fields = head(inode, FILE + EXTENDED, 40 + 4 * blocks.blocks())
                    .u64(blocks.start())
                    .u64(blocks.size())
                    .u64(blocks.sparse())
                    .u32(inode.links())
                    .u32(blocks.fragment())
                    .u32(blocks.fragmentOffset())
                    .u32(xattr);
        }
        blocks.putWords(fields);
        return fields.bytes();
    }

    private void writeDirectory(Inode inode, int inodeCount) {
        long listing = directories.position();
        long size = writeListing(inode.children()) + DOTS;
        long xattr = xattrs.indexOf(inode.attributes().xattrs(), inode.path());
        // The root is in a directory of a number that nothing has.
        long parent = inode.parent() == inode ? inodeCount + 1L : inode.parent().number();
        if (xattr == ExtendedAttributes.NONE && size <= 0xffff) {
            place(
                    inode,
                    head(inode, DIRECTORY, 16)
                            .u32(listing >>> 16)
                            .u32(inode.links())
                            .u16(size)
                            .u16(listing & 0xffff)
                            .u32(parent)
                            .bytes());
        } else {
            place(
                    inode,
                    head(inode, DIRECTORY + EXTENDED, 24)
                            .u32(inode.links())
                            .u32(size)
                            .u32(listing >>> 16)
                            .u32(parent)
                            .u16(0)
                            .u16(listing & 0xffff)
                            .u32(xattr)
                            .bytes());
        }
    }

    private long writeListing(List<Child> children) {
        long size = 0;
        List<Child> run = new ArrayList<>();
        for (Child child : children) {
            if (!run.isEmpty() && !fits(run, child)) {
                size += writeRun(run);
                run.clear();
            }
            run.add(child);
        }
        return run.isEmpty() ? size : size + writeRun(run);
    }

    /** The inodes of a run lie in one block, and their numbers close together. */
    private boolean fits(List<Child> run, Child child) {
        Inode first = run.get(0).inode();
        int difference = child.inode().number() - first.number();
        return run.size() < MOST_IN_RUN
                && places[first.number()] >>> 16 == places[child.inode().number()] >>> 16
                && difference == (short) difference;
    }

    private long writeRun(List<Child> run) {
        Inode first = run.get(0).inode();
        directories.write(new Fields(12)
                .u32(run.size() - 1)
                .u32(places[first.number()] >>> 16)
                .u32(first.number())
                .bytes());
        long size = 12;
        for (Child child : run) {
            byte[] name = child.name().getBytes(StandardCharsets.UTF_8);
            directories.write(new Fields(8 + name.length)
                    .u16(places[child.inode().number()] & 0xffff)
                    .u16(child.inode().number() - first.number())
                    .u16(type(child.inode().node()))
                    .u16(name.length - 1)
                    .bytes(name)
                    .bytes());
            size += 8 + name.length;
        }
        return size;
    }

    private static int type(Node node) {
        if (node instanceof Node.Device device) {
            return device.kind() == Node.Device.Kind.BLOCK ? BLOCK_DEVICE : CHARACTER_DEVICE;
        }
        if (node instanceof Node.Directory) {
            return DIRECTORY;
        }
        return node instanceof Node.RegularFile ? FILE : node instanceof Node.Symlink ? SYMLINK : FIFO;
    }

    /** The places of all inodes by their numbers, from 1 on. */
    byte[] export() {
        Fields fields = new Fields(8 * (places.length - 1));
        for (int number = 1; number < places.length; number++) {
            fields.u64(places[number]);
        }
        return fields.bytes();
    }

    byte[] inodes() {
        return inodes.finish();
    }

    byte[] directories() {
        return directories.finish();
    }

    Identifiers identifiers() {
        return identifiers;
    }

    ExtendedAttributes xattrs() {
        return xattrs;
    }
}
