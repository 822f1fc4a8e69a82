package dev.slipway.compose;

import dev.slipway.compose.program.MountPoints;
import dev.slipway.spec.FileEntry;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Warns of directories that an image brought and that an entry of {@code files} took from everybody but their new owner. With
 * LinuxKit's default mode 0600 that happens to {@code etc} as soon as one file is put there; most systems never notice.
 */
final class DirectoryModeCheck {
    private record Change(Entry before, FileEntry cause) {}

    private final RootTree root;
    private final Warnings warnings;
    private final Map<String, Change> changes = new TreeMap<>(TreePath.ORDER);

    DirectoryModeCheck(RootTree root, Warnings warnings) {
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

    /**
     * To be called when all files are there: a later entry may have mended what an earlier one did. Root may enter all of them, so only
     * a container that runs as somebody else and sees such a directory has to be told of.
     */
    void warn(List<ComposedContainer> containers) {
        List<String> narrowed = changes.entrySet().stream()
                .filter(change -> isNarrower(change.getKey(), change.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> met = narrowed.stream()
                .filter(path -> containers.stream().anyMatch(container -> meets(container, path)))
                .toList();
        if (!met.isEmpty()) {
            String first = met.get(0);
            ComposedContainer container = containers.stream()
                    .filter(each -> meets(each, first))
                    .findFirst()
                    .orElseThrow();
            warn(met, container);
        }
    }

    private boolean isNarrower(String path, Change change) {
        Entry after = root.get(path);
        return after != null
                && (change.before().attributes().mode() & ~after.attributes().mode()) != 0;
    }

    private static boolean meets(ComposedContainer container, String path) {
        return container.uid() != 0
                && container.binds().stream().anyMatch(bind -> MountPoints.isAtOrBelow("/" + path, bind.source()));
    }

    private void warn(List<String> paths, ComposedContainer container) {
        String path = paths.get(0);
        Change change = Objects.requireNonNull(changes.get(path), "a directory that changed");
        Attributes after = Objects.requireNonNull(root.get(path), "a directory that is there")
                .attributes();
        String before = octal(change.before().attributes());
        warnings.add(
                change.cause().places().whole(),
                "'" + String.join("', '", paths) + "' becomes " + octal(after) + ", it was " + before + " in "
                        + change.before().origin().location() + ": a file's mode counts for its directories, too, in"
                        + " LinuxKit, and the container '" + container.yaml().name() + "', which runs as user "
                        + container.uid() + ", cannot enter it. To keep it as it is, put {path: " + path
                        + ", directory: true, mode: \"" + before + "\"} before this entry");
    }

    private static String octal(Attributes attributes) {
        return String.format(Locale.ROOT, "%04o", attributes.mode());
    }
}
