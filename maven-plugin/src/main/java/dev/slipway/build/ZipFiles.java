package dev.slipway.build;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The files of a zip or jar. Owners and times are left out: the first are not in a zip, the second are in no time zone. Modes are taken
 * where a Unix tool wrote them.
 */
final class ZipFiles implements AutoCloseable {
    private final ZipFile zip;
    private final String where;

    /**
     * @param where names the archive in failures
     * @throws MalformedZip if this is no zip
     */
    ZipFiles(Path file, String where) {
        this.where = where;
        try {
            this.zip = ZipFile.builder().setPath(file).get();
        } catch (IOException e) {
            throw new MalformedZip(where, String.valueOf(e.getMessage()));
        }
    }

    /** The files; their contents can be read until this is closed. */
    FileTree tree() throws IOException {
        TreeBuilder tree = new TreeBuilder(0);
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            String path = TreePath.clean(entry.getName().replace('\\', '/'));
            if (!path.isEmpty()) {
                tree.put(new Entry(path, attributes(entry), node(entry, path), Origin.NONE));
            }
        }
        return tree.build();
    }

    private static Attributes attributes(ZipArchiveEntry entry) {
        int mode = entry.getUnixMode() & 07777;
        if (entry.isUnixSymlink()) {
            return Attributes.of(0777, 0);
        }
        int usual = entry.isDirectory() ? 0755 : 0644;
        return Attributes.of(mode == 0 ? usual : mode, 0);
    }

    private Node node(ZipArchiveEntry entry, String path) throws IOException {
        if (entry.isUnixSymlink()) {
            return new Node.Symlink(zip.getUnixSymlink(entry));
        }
        if (entry.isDirectory()) {
            return new Node.Directory();
        }
        if (!zip.canReadEntryData(entry)) {
            throw new MalformedZip(where, "'" + path + "' is encrypted or compressed in an unknown way");
        }
        return new Node.RegularFile(new Member(entry), path);
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
            return zip.getInputStream(entry);
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
