package dev.slipway.packaging;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.debian.DebianMirror;
import dev.slipway.debian.FileFetch;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.images.LayerStore;
import dev.slipway.project.LocalFile;
import dev.slipway.project.LocalFolder;
import dev.slipway.recipe.ArchiveSource;
import dev.slipway.recipe.Item;
import dev.slipway.recipe.Sources;
import dev.slipway.recipe.debian.DebFile;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import dev.slipway.store.Store;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Brings what a recipe names: packages and archives through the store, files from the recipe's folder. */
final class PackageSources implements Sources {
    /** Changes with every change of what is read from a zip, or how it is written as a tar. */
    private static final String ZIP = "zip-as-tar-1";

    private static final byte[] ZIP_MAGIC = {'P', 'K'};

    private final Kept kept;
    private final Kept passing;
    private final LocalFolder folder;
    private final Remote remote;

    /**
     * What is not on this machine's disk.
     *
     * @param lock has every package of the recipe
     */
    record Remote(PackageLock lock, DebianMirror mirror, FileFetch fetch, BuildEnvironment.Artifacts artifacts) {}

    /** Where things are kept, as they came and unpacked. */
    record Kept(Store store, LayerStore layers) {}

    /**
     * @param kept for all builds
     * @param passing for what is large, or for this image alone
     * @param base folder of the recipe
     */
    PackageSources(Kept kept, Kept passing, Path base, Remote remote) {
        this.kept = kept;
        this.passing = passing;
        this.folder = new LocalFolder(base);
        this.remote = remote;
    }

    @Override
    public List<FileTree> debian(Item.Debian item) throws IOException {
        List<FileTree> trees = new ArrayList<>();
        for (String name : item.dependencies() ? remote.lock().closure(item.name()) : List.of(item.name())) {
            trees.add(unpacked(remote.lock()
                    .find(name)
                    .orElseThrow(() -> new IllegalStateException("the lock was checked and lacks " + name))));
        }
        return trees;
    }

    /** All files of a package. */
    FileTree unpacked(PackagePin pin) throws IOException {
        String where = "Debian package " + pin.name() + " " + pin.version();
        Content deb = remote.mirror().fetch(pin);
        return layersFor(deb).unpack(deb.digest(), () -> DebFile.dataTar(deb.open(), where), where);
    }

    @Override
    public FileTree archive(Item.Archive item) throws IOException {
        Content archive = found(item);
        Digest pinned = item.sha256();
        if (pinned != null && !pinned.equals(archive.digest())) {
            throw new DigestMismatch(
                    item.where() + ": " + item.source(),
                    pinned.toString(),
                    archive.digest().toString());
        }
        Content tar = isZip(archive) ? asTar(archive, item) : archive;
        return layersFor(tar).unpack(tar, item.where() + ": " + item.source());
    }

    private LayerStore layersFor(Content packed) {
        return (packed.size() >= PassingStore.LARGE ? passing : kept).layers();
    }

    private Content found(Item.Archive item) throws IOException {
        if (item.source() instanceof ArchiveSource.LocalFile local) {
            return folder.file(local.path(), item.where());
        }
        if (item.source() instanceof ArchiveSource.Artifact artifact) {
            return LocalFile.of(find(remote.artifacts(), artifact));
        }
        return downloaded(item, Objects.requireNonNull(item.sha256(), "the recipe's reader asks for it"));
    }

    static Path find(BuildEnvironment.Artifacts artifacts, ArchiveSource.Artifact artifact) {
        return artifacts.find(
                artifact.groupId(), artifact.artifactId(), artifact.version(), artifact.classifier(), artifact.type());
    }

    // A digest says nothing of the size, so the file lies beside the store until it is known.
    private Content downloaded(Item.Archive item, Digest digest) throws IOException {
        Optional<Content> here = kept.store().find(digest);
        if (here.isPresent()) {
            return here.get();
        }
        String what = item.where() + ": " + item.source();
        remote.fetch().requireOnline(what, digest);
        Path file = Files.createTempFile("slipway", ".download");
        try {
            remote.fetch().to(file, URI.create(item.source().toString()), what);
            return kept.store().put(digest, Files.size(file), () -> Files.newInputStream(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isZip(Content archive) throws IOException {
        try (var in = archive.open()) {
            byte[] head = in.readNBytes(ZIP_MAGIC.length);
            return head.length == ZIP_MAGIC.length && head[0] == ZIP_MAGIC[0] && head[1] == ZIP_MAGIC[1];
        }
    }

    private Content asTar(Content zip, Item.Archive item) throws IOException {
        return kept.store()
                .derive(ZIP, zip.digest(), sink -> writeAsTar(zip, sink, item.where() + ": " + item.source()));
    }

    // A zip's table stands at its end: it can only be read where one can go back and forth.
    private static void writeAsTar(Content zip, OutputStream sink, String where) throws IOException {
        Path file = Files.createTempFile("slipway", ".zip");
        try {
            try (OutputStream copy = Files.newOutputStream(file)) {
                zip.writeTo(copy);
            }
            try (ZipFiles files = new ZipFiles(file, where)) {
                TarWriter.write(files.tree(), sink);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public FileTree directory(Item.Directory item) throws IOException {
        return folder.tree(item.path(), item.where());
    }

    @Override
    public Content file(Item.File item, String source) throws IOException {
        return folder.file(source, item.where());
    }

    @Override
    public Content tar(FileTree tree) throws IOException {
        return passing.store().derive("tar-1", TreeDigest.of(tree), sink -> TarWriter.write(tree, sink));
    }
}
