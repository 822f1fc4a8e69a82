package dev.slipway.packaging;

import dev.slipway.content.BulkInputStream;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.oci.layer.LayerLimits;
import dev.slipway.problem.Problem;
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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The files of a zip or jar. Owners and times are left out: the first are not in a zip, the second are in no time zone. Modes are taken
 * where a Unix tool wrote them.
 */
final class ZipFiles implements AutoCloseable {
    /** Entries of an archive; each takes a kilobyte of memory. */
    private static final int MAX_ENTRIES = 100_000;

    private final ZipFile zip;
    private final long size;
    private final String where;

    /**
     * @param where names the archive in failures
     * @throws MalformedZip if this is no zip
     */
    ZipFiles(Path file, String where) {
        this.where = where;
        try {
            this.size = Files.size(file);
            this.zip = ZipFile.builder().setPath(file).get();
        } catch (IOException e) {
            throw new MalformedZip(where, String.valueOf(e.getMessage()));
        }
    }

    /** The files; their contents can be read until this is closed. */
    FileTree tree() throws IOException {
        try {
            return put(Collections.list(zip.getEntries())).build();
        } catch (PathLeavesTree | TooManyLinks | TreeLimitExceeded e) {
            throw new MalformedZip(where, e.where() + ": " + e.what());
        }
    }

    private TreeBuilder put(List<ZipArchiveEntry> entries) throws IOException {
        if (entries.size() > MAX_ENTRIES) {
            throw new MalformedZip(where, "it has more than " + MAX_ENTRIES + " entries");
        }
        TreeBuilder tree = new TreeBuilder(0);
        long plain = 0;
        long compressed = 0;
        for (int i = 0; i < entries.size(); i++) {
            ZipArchiveEntry entry = entries.get(i);
            plain += Math.max(0, entry.getSize());
            compressed += Math.max(0, entry.getCompressedSize());
            // Deflate cannot make more of less: then entries lie over one another, or sizes are wrong.
            if (plain > LayerLimits.ALWAYS && plain / LayerLimits.MAX_RATIO > compressed || compressed > size) {
                throw new MalformedZip(
                        where,
                        "its entries claim to unpack to more than is possible, as those of a decompression bomb do");
            }
            String path = TreePath.clean(entry.getName().replace('\\', '/'));
            if (!path.isEmpty()) {
                // One name may stand there twice; the number tells the two apart.
                tree.put(new Entry(path, attributes(entry), node(entry, path, i), Origin.NONE));
            }
        }
        return tree;
    }

    private static Attributes attributes(ZipArchiveEntry entry) {
        int mode = entry.getUnixMode() & 07777;
        if (entry.isUnixSymlink()) {
            return Attributes.of(0777, 0);
        }
        int usual = entry.isDirectory() ? 0755 : 0644;
        return Attributes.of(mode == 0 ? usual : mode, 0);
    }

    private Node node(ZipArchiveEntry entry, String path, int number) throws IOException {
        if (entry.isUnixSymlink()) {
            if (entry.getSize() > TreePath.MAX_BYTES) {
                throw new MalformedZip(
                        where, "the symbolic link '" + path + "' leads to a path that Linux does not allow");
            }
            return new Node.Symlink(zip.getUnixSymlink(entry));
        }
        if (entry.isDirectory()) {
            return new Node.Directory();
        }
        if (!zip.canReadEntryData(entry)) {
            throw new MalformedZip(where, "'" + path + "' is encrypted or compressed in an unknown way");
        }
        return new Node.RegularFile(new Member(entry), Integer.toString(number));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A member; commons-compress checks neither its size nor its checksum beyond the end, so the reader of the whole must. */
    private final class Member implements Content {
        private final ZipArchiveEntry entry;

        Member(ZipArchiveEntry entry) {
            this.entry = entry;
        }

        @Override
        public long size() {
            return entry.getSize();
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
            return new ExactStream(zip.getInputStream(entry), entry.getSize(), where + ", " + entry.getName());
        }
    }

    /** Ends with a failure if an entry has more or fewer bytes than it says. */
    private static final class ExactStream extends BulkInputStream {
        private final String where;
        private long left;

        ExactStream(InputStream in, long size, String where) {
            super(in);
            this.where = where;
            this.left = size;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            left -= Math.max(n, 0);
            if (left < 0 || n < 0 && left > 0) {
                throw new MalformedZip(where, "its size is not the one that it states");
            }
            return n;
        }
    }

    /** A file that should be a zip and cannot be read as one. */
    static final class MalformedZip extends Problem {
        private static final long serialVersionUID = 1L;

        MalformedZip(String where, String why) {
            super(Fault.USER, where, "this is not a zip that can be read: " + why, "Pack it again, or as a tar.");
        }
    }
}
