package dev.slipway.build;

import dev.slipway.problem.Problem;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files beside a recipe. Only names, kinds and contents are taken; modes, owners and times are the host's affair. */
final class LocalFolder {
    private final Path base;

    /** @param base folder of the recipe */
    LocalFolder(Path base) {
        this.base = base;
    }

    /**
     * All that is below a folder. Symbolic links stay links.
     *
     * @param where the item that asks, for messages
     * @throws LocalFileUnusable if it is no folder, or holds what no image can
     */
    FileTree tree(String folder, String where) throws IOException {
        Path root = base.resolve(folder);
        if (!Files.isDirectory(root)) {
            throw new LocalFileUnusable(
                    where, root, Files.exists(root) ? "this is no folder" : "there is no such folder");
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            // Any order will do: the tree has one of its own, and no two paths of a folder are equal.
            paths = walk.filter(path -> !path.equals(root)).sorted().toList();
        }
        TreeBuilder tree = new TreeBuilder(0);
        for (Path path : paths) {
            String name = root.relativize(path).toString().replace('\\', '/');
            tree.put(new Entry(name, Attributes.of(0755, 0), node(path, name, where), Origin.NONE));
        }
        return tree.build();
    }

    private static Node node(Path path, String name, String where) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return new Node.Symlink(Files.readSymbolicLink(path).toString().replace('\\', '/'));
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Node.Directory();
        }
        return new Node.RegularFile(file(path, where), name);
    }

    /**
     * One file.
     *
     * @throws LocalFileUnusable if it cannot be read
     */
    LocalFile file(String file, String where) throws IOException {
        return file(base.resolve(file), where);
    }

    private static LocalFile file(Path path, String where) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new LocalFileUnusable(where, path, Files.exists(path) ? "this is no file" : "there is no such file");
        }
        if (!Files.isReadable(path)) {
            throw new LocalFileUnusable(where, path, "this file must not be read");
        }
        return LocalFile.of(path);
    }

    /** A recipe names something beside it that cannot be used. */
    static final class LocalFileUnusable extends Problem {
        private static final long serialVersionUID = 1L;

        LocalFileUnusable(String where, Path path, String why) {
            super(Fault.USER, where, path + ": " + why, "Correct the name, or make it a file that this user may read.");
        }
    }
}
