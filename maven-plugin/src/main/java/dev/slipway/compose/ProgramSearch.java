package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the file that a command names, inside a tree and nowhere else. */
final class ProgramSearch {
    /** As many links as Linux follows (path_resolution(7), ELOOP). */
    private static final int MAX_LINKS = 40;

    /** What runc searches if the environment has no PATH. */
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final TreeBuilder tree;

    ProgramSearch(FileTree tree) {
        this.tree = new TreeBuilder(tree, 0);
    }

    /** The file that a command without a slash is looked up as, or that it names; relative ones are not looked for. */
    Optional<Content> find(String command, List<String> env) {
        if (command.startsWith("/")) {
            return file(command);
        }
        if (command.isEmpty() || command.contains("/")) {
            return Optional.empty();
        }
        String path = env.stream()
                .filter(variable -> variable.startsWith("PATH="))
                .map(variable -> variable.substring("PATH=".length()))
                .findFirst()
                .orElse(DEFAULT_PATH);
        return Stream.of(path.split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .flatMap(folder -> file(folder + "/" + command).stream())
                .findFirst();
    }

    /** The file at a path, links followed. */
    Optional<Content> file(String path) {
        Entry entry = get(path);
        for (int links = 0; entry != null && entry.node() instanceof Node.Symlink link && links < MAX_LINKS; links++) {
            String target = link.target();
            entry = get(target.startsWith("/") ? target : TreePath.parent(entry.path()) + "/" + target);
        }
        return entry != null && entry.node() instanceof Node.RegularFile file
                ? Optional.of(file.content())
                : Optional.empty();
    }

    /** TreeBuilder knows no path that climbs out of the root; for the kernel {@code /..} is {@code /}. */
    private @Nullable Entry get(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (last.isEmpty() || last.equals(".") || last.equals("..")) {
            return null;
        }
        String folder = tree.directory(path.substring(0, path.length() - last.length()));
        return folder == null ? null : tree.get(TreePath.join(folder, last));
    }
}
