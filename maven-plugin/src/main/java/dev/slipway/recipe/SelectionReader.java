package dev.slipway.recipe;

import dev.slipway.problem.Problem;
import dev.slipway.tree.TreePath;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads the keys that say what an item takes of its source and where it goes. */
final class SelectionReader {
    private SelectionReader() {}

    static Selection selection(ObjectReader item) {
        List<PlacedGlob> include = globs(
                item.about(
                        "Patterns of paths to take, '*' and '?' within a name, '**' across directories; default: everything."),
                "include");
        List<PlacedGlob> exclude = globs(item.about("Patterns of paths to leave out."), "exclude");
        List<Selection.Rename> renames = renames(item.about(
                        "Paths of the source, or patterns of them without '**', each with its path in the image; all below a path moves with it.")
                .value("rename"));
        String to = item.about("Directory in the image that everything goes to; default: the root.")
                .parsed("to", TreePath::clean);
        if (item.has("include") && include.isEmpty()) {
            // Nothing at all would be taken, which nobody writes an item for.
            item.refuse("'include' has no pattern", "Leave it out to take everything");
        }
        return new Selection(include, exclude, renames, to == null ? "" : to);
    }

    static List<PlacedGlob> globs(ObjectReader item, String key) {
        List<PlacedGlob> globs = item.list(key, SelectionReader::glob);
        return globs == null ? List.of() : globs;
    }

    private static @Nullable PlacedGlob glob(ValueReader value) {
        Glob glob = value.parsed(Glob::parse);
        return glob == null ? null : new PlacedGlob(value.place().toString(), glob);
    }

    private static List<Selection.Rename> renames(@Nullable ValueReader value) {
        SortedMap<String, Target> targets = value == null ? null : value.map(SelectionReader::target);
        List<Selection.Rename> renames = new ArrayList<>();
        if (targets != null && value != null) {
            for (Map.Entry<String, Target> rename : targets.entrySet()) {
                rename(rename.getKey(), rename.getValue()).ifPresent(renames::add);
            }
        }
        return renames;
    }

    private record Target(ValueReader value, String path) {}

    private static Optional<Selection.Rename> rename(String from, Target target) {
        try {
            String where = target.value().place().toString();
            return Optional.of(new Selection.Rename(where, Glob.parse(TreePath.clean(from)), target.path()));
        } catch (Problem e) {
            target.value().refuse("'" + from + "' names nothing of the source: " + e.what(), e.next());
            return Optional.empty();
        }
    }

    private static @Nullable Target target(ValueReader value) {
        String path = value.parsed(SelectionReader::imagePath);
        return path == null ? null : new Target(value, path);
    }

    /**
     * The clean form of a path in the image.
     *
     * @throws Problem if it is the root
     */
    static String imagePath(String path) {
        String clean = TreePath.clean(path);
        if (clean.isEmpty() || clean.indexOf('\0') >= 0) {
            throw Problem.user(
                    "path '" + path + "'",
                    "it is not the name of a file in the image",
                    "Write the path, such as etc/motd");
        }
        return clean;
    }
}
