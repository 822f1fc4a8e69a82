package dev.slipway.compose.program;

import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.PathResolution;
import dev.slipway.tree.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the file that a command names, inside a tree and nowhere else, as runc does (Go's os/exec, {@code LookPath}). */
public final class ProgramSearch {
    /** As many links as Linux follows (path_resolution(7), ELOOP). */
    private static final int MAX_LINKS = 40;

    /** What runc searches if the environment has no PATH. */
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final PathResolution paths;

    public ProgramSearch(FileTree tree) {
        this.paths = new PathResolution(tree);
    }

    /**
     * The paths at which the runtime looks for a command, in its order.
     *
     * @param cwd absolute or empty; relative commands with a slash start there
     */
    public List<String> candidates(String command, List<String> env, String cwd) {
        if (command.contains("/")) {
            return List.of(command.startsWith("/") ? command : cwd + "/" + command);
        }
        String path = env.stream()
                .filter(variable -> variable.startsWith("PATH="))
                .map(variable -> variable.substring("PATH=".length()))
                .findFirst()
                .orElse(DEFAULT_PATH);
        return Stream.of(path.split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> folder + "/" + command)
                .toList();
    }

    /** The content of the file at a path, links followed. */
    public Optional<Content> file(String path) {
        return entry(path).map(ProgramSearch::content);
    }

    /** The file at a path, links followed. */
    Optional<Entry> entry(String path) {
        Entry entry = get(path);
        for (int links = 0; entry != null && entry.node() instanceof Node.Symlink link && links < MAX_LINKS; links++) {
            String target = link.target();
            entry = get(target.startsWith("/") ? target : TreePath.parent(entry.path()) + "/" + target);
        }
        return Optional.ofNullable(entry).filter(found -> found.node() instanceof Node.RegularFile);
    }

    /** Whether anything stands at a path, links followed. */
    public boolean exists(String path) {
        if (paths.directory(path) != null) {
            return true;
        }
        Entry entry = get(path);
        return entry != null
                && (!(entry.node() instanceof Node.Symlink) || entry(path).isPresent());
    }

    /** The path itself with the links of its directories followed; the path as it is where they lead nowhere. */
    String real(String path) {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : paths.directory(path.substring(0, slash));
        return folder == null ? path : "/" + TreePath.join(folder, path.substring(slash + 1));
    }

    static Content content(Entry file) {
        if (file.node() instanceof Node.RegularFile regular) {
            return regular.content();
        }
        throw new IllegalArgumentException("not a file: " + file.path());
    }

    /** {@link PathResolution} knows no path that climbs out of the root; for the kernel {@code /..} is {@code /}. */
    private @Nullable Entry get(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (last.isEmpty() || last.equals(".") || last.equals("..")) {
            return null;
        }
        String folder = paths.directory(path.substring(0, path.length() - last.length()));
        return folder == null ? null : paths.entry(TreePath.join(folder, last));
    }
}
