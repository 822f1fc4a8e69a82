package dev.slipway.project;

import dev.slipway.content.AllowedHere;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files beside a recipe. Only names, kinds and contents are taken; modes, owners and times are the host's affair.
 *
 * <p>A name in a recipe is looked up as every program does it, links included, but must not lead out of the recipe's folder: neither
 * by {@code ..} nor by a link. A link below a folder that is taken is itself a part of the image and stays a link.
 */
public final class LocalFolder {
    private final Path base;

    /** @param base folder of the recipe */
    public LocalFolder(Path base) {
        this.base = base;
    }

    /**
     * All that is below a folder. Symbolic links stay links.
     *
     * @param where the item that asks, for messages
     * @throws LocalFileUnusable if it is no folder, or holds what no image can
     */
    @AllowedHere("sorted at once")
    public FileTree tree(String folder, String where) throws IOException {
        Path root = found(folder, where, "folder");
        if (!Files.isDirectory(root)) {
            throw new LocalFileUnusable(where, base.resolve(folder), "this is not a folder");
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
    public LocalFile file(String file, String where) throws IOException {
        return file(found(file, where, "file"), where);
    }

    /** Where a name leads, all links followed. */
    private Path found(String name, String where, String kind) throws IOException {
        Path named = NamedPath.of(base, name, where);
        Path real;
        try {
            real = named.toRealPath();
        } catch (NoSuchFileException e) {
            String why = Files.exists(named, LinkOption.NOFOLLOW_LINKS)
                    ? "this is a link to a file that is not there"
                    : "there is no such " + kind;
            throw new LocalFileUnusable(where, named, why);
        } catch (FileSystemException e) {
            throw new LocalFileUnusable(where, named, "this cannot be opened (" + e.getReason() + ")");
        }
        if (!real.startsWith(base.toRealPath())) {
            throw new LocalFileUnusable(
                    where, named, "this is a link that leads out of the recipe's folder, to " + real);
        }
        return real;
    }

    private static LocalFile file(Path path, String where) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new LocalFileUnusable(where, path, "this is neither a file nor a folder nor a link");
        }
        if (!Files.isReadable(path)) {
            throw new LocalFileUnusable(where, path, "this user does not have permission to read this file");
        }
        return LocalFile.of(path);
    }

    /** A recipe names something beside it that cannot be used. */
    public static final class LocalFileUnusable extends Problem {
        private static final long serialVersionUID = 1L;

        public LocalFileUnusable(String where, Path path, String why) {
            super(
                    Fault.USER,
                    where,
                    path + ": " + why,
                    "Correct the name, or put the file itself into the recipe's folder, readable for this user.");
        }
    }
}
