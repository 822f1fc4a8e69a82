package dev.slipway.packaging;

import dev.slipway.archive.zip.MalformedZip;
import dev.slipway.archive.zip.ZipArchive;
import dev.slipway.archive.zip.ZipMember;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.oci.layer.LayerLimits;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.PathLeavesTree;
import dev.slipway.tree.TooManyLinks;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreeLimitExceeded;
import dev.slipway.tree.TreePath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The files of a zip or jar. Owners and times are left out: the first are not in a zip, the second are in no time zone. Modes are taken
 * where a Unix tool wrote them.
 */
final class ZipFiles {
    /** Entries of an archive; each takes a kilobyte of memory. */
    private static final int MAX_ENTRIES = 100_000;

    private final ZipArchive zip;
    private final long size;
    private final String where;

    private ZipFiles(ZipArchive zip, long size, String where) {
        this.zip = zip;
        this.size = size;
        this.where = where;
    }

    /**
     * The files of an archive; their contents are read from it.
     *
     * @param where names the archive in failures
     * @throws MalformedZip if this is no zip
     */
    static FileTree tree(Path file, String where) throws IOException {
        long size = Files.size(file);
        ZipArchive zip;
        try {
            zip = ZipArchive.read(where, offset -> openAt(file, offset), size, MAX_ENTRIES);
        } catch (EOFException e) {
            throw new MalformedZip(where, String.valueOf(e.getMessage()));
        }
        ZipFiles files = new ZipFiles(zip, size, where);
        try {
            return files.put(zip.members()).build();
        } catch (PathLeavesTree | TooManyLinks | TreeLimitExceeded e) {
            throw new MalformedZip(where, e.where() + ": " + e.what());
        }
    }

    private static InputStream openAt(Path file, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return Channels.newInputStream(channel.position(offset));
    }

    private TreeBuilder put(List<ZipMember> members) throws IOException {
        TreeBuilder tree = new TreeBuilder(0);
        long plain = 0;
        long compressed = 0;
        for (int i = 0; i < members.size(); i++) {
            ZipMember member = members.get(i);
            plain += member.size();
            compressed += member.compressed();
            // Deflate cannot make more of less: then entries lie over one another, or sizes are wrong.
            if (plain > LayerLimits.ALWAYS && plain / LayerLimits.MAX_RATIO > compressed || compressed > size) {
                throw new MalformedZip(
                        where,
                        "its entries claim to unpack to more than is possible, as those of a decompression bomb do");
            }
            String path = TreePath.clean(member.name().replace('\\', '/'));
            if (!path.isEmpty()) {
                // One name may stand there twice; the number tells the two apart.
                tree.put(new Entry(path, attributes(member), node(member, path, i), Origin.NONE));
            }
        }
        return tree;
    }

    private static Attributes attributes(ZipMember member) {
        int mode = member.mode() & 07777;
        if (member.isSymlink()) {
            return Attributes.of(0777, 0);
        }
        int usual = member.isDirectory() ? 0755 : 0644;
        return Attributes.of(mode == 0 ? usual : mode, 0);
    }

    private Node node(ZipMember member, String path, int number) throws IOException {
        if (member.isSymlink()) {
            return new Node.Symlink(target(member, path));
        }
        if (member.isDirectory()) {
            return new Node.Directory();
        }
        requireReadable(member, path);
        return new Node.RegularFile(new Member(member), Integer.toString(number));
    }

    private String target(ZipMember member, String path) throws IOException {
        if (member.size() > TreePath.MAX_BYTES) {
            throw new MalformedZip(where, "the symbolic link '" + path + "' leads to a path that Linux does not allow");
        }
        requireReadable(member, path);
        return new String(new Member(member).bytes(), StandardCharsets.UTF_8);
    }

    private void requireReadable(ZipMember member, String path) {
        if (!member.isReadable()) {
            throw new MalformedZip(where, "'" + path + "' is encrypted or compressed in an unknown way");
        }
    }

    private final class Member implements Content {
        private final ZipMember member;

        Member(ZipMember member) {
            this.member = member;
        }

        @Override
        public long size() {
            return member.size();
        }

        @Override
        public Digest digest() {
            try {
                return Digest.of(open());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return zip.open(member);
        }
    }
}
