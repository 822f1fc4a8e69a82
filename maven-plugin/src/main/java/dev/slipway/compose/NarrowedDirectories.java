package dev.slipway.compose;

import dev.slipway.spec.FileEntry;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells of directories that an image brought and that an entry of {@code files} took from everybody but their new owner. With
 * LinuxKit's default mode 0600 that happens to {@code etc} as soon as one file is put there.
 */
final class NarrowedDirectories {
    private record Change(Entry before, FileEntry cause) {}

    private final RootTree root;
    private final Warnings warnings;
    private final Map<String, Change> changes = new TreeMap<>(TreePath.ORDER);

    NarrowedDirectories(RootTree root, Warnings warnings) {
        this.root = root;
        this.warnings = warnings;
    }

    /** To be called before an entry is put. */
    void remember(String path, Node node, FileEntry cause) {
        Entry before = root.get(path);
        if (node instanceof Node.Directory && before != null && before.isDirectory()) {
            changes.putIfAbsent(path, new Change(before, cause));
        }
    }

    /** To be called when all files are there: a later entry may have mended what an earlier one did. */
    void warn() {
        changes.forEach((path, change) -> {
            Entry after = root.get(path);
            if (after != null && isNarrower(change.before().attributes(), after.attributes())) {
                warn(path, change, after.attributes());
            }
        });
    }

    private static boolean isNarrower(Attributes before, Attributes after) {
        return (before.mode() & ~after.mode()) != 0;
    }

    private void warn(String path, Change change, Attributes after) {
        Attributes before = change.before().attributes();
        warnings.add(
                change.cause().places().whole(),
                "'" + path + "' becomes " + octal(after) + ", it was " + octal(before) + " in "
                        + change.before().origin().location()
                        + ": a file's mode counts for its directories, too, in LinuxKit. To keep the directory as it is, put"
                        + " {path: " + path + ", directory: true, mode: \"" + octal(before) + "\"} before this entry");
    }

    private static String octal(Attributes attributes) {
        return String.format(java.util.Locale.ROOT, "%04o", attributes.mode());
    }
}
