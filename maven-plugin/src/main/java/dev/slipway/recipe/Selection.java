package dev.slipway.recipe;

import dev.slipway.problem.Problem;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an item takes of its source, and where that goes.
 *
 * @param include empty for all
 * @param to clean path of a directory that all of it goes below; empty for the root
 */
public record Selection(List<PlacedGlob> include, List<PlacedGlob> exclude, List<Rename> rename, String to) {
    /** All of the source, at its own paths. */
    public static final Selection ALL = new Selection(List.of(), List.of(), List.of(), "");

    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        rename = List.copyOf(rename);
    }

    /**
     * Moves one path and all beneath it.
     *
     * @param from clean path in the source, or a pattern of one
     * @param to clean path in the image
     */
    public record Rename(String where, Glob from, String to) {
        public Rename {
            if (from.segments().contains("**")) {
                throw Problem.user(
                        where,
                        "'" + from + "' has '**', and what is renamed has a fixed number of names",
                        "Write '*' for each name, such as usr/lib/*-linux-gnu");
            }
        }

        /** How many characters of a path it replaces; -1 for a path that it does not concern. */
        int replaced(String path) {
            int end = 0;
            for (int names = from.segments().size(); names > 0; names--) {
                if (end == path.length()) {
                    return -1;
                }
                int slash = path.indexOf('/', end + 1);
                end = slash < 0 ? path.length() : slash;
            }
            return from.matches(path.substring(0, end)) ? end : -1;
        }

        /** The path in the image, of a path that it concerns. */
        String applied(String path) {
            return to + path.substring(replaced(path));
        }
    }

    /**
     * The chosen entries at their paths in the image, in the source's order.
     *
     * @throws PatternMatchesNothing if a pattern or a rename has no effect
     */
    List<Entry> of(FileTree source) {
        return of(List.of(source)).get(0);
    }

    /** The same of several sources; a pattern has to match in any of them. */
    List<List<Entry>> of(List<FileTree> sources) {
        Set<Object> unmatched = new LinkedHashSet<>();
        unmatched.addAll(include);
        unmatched.addAll(exclude);
        unmatched.addAll(rename);
        List<List<Entry>> chosen =
                sources.stream().map(source -> chosen(source, unmatched)).toList();
        unmatched.stream().findFirst().ifPresent(first -> {
            throw first instanceof Rename unused
                    ? new PatternMatchesNothing(unused.where(), unused.from().toString())
                    : new PatternMatchesNothing((PlacedGlob) first);
        });
        return chosen;
    }

    private List<Entry> chosen(FileTree source, Set<Object> unmatched) {
        List<Entry> chosen = new ArrayList<>();
        Map<String, Entry> before = new HashMap<>();
        for (Entry entry : source.entries()) {
            if (isChosen(entry.path(), unmatched)) {
                Optional<Rename> renaming = renaming(entry.path());
                renaming.ifPresent(unmatched::remove);
                String path = renaming.map(each -> each.applied(entry.path())).orElse(entry.path());
                if (!rename.isEmpty()) {
                    requireRoom(path, before.put(path, entry), entry);
                }
                chosen.add(entry.withPath(TreePath.join(to, path)));
            }
        }
        return chosen;
    }

    /** Two directories become one. Of anything else, one would be lost without a word. */
    private void requireRoom(String path, @Nullable Entry before, Entry entry) {
        if (before != null && !(before.isDirectory() && entry.isDirectory())) {
            Optional<Rename> own = renaming(entry.path());
            Rename one = own.isPresent() ? own.get() : renaming(before.path()).orElseThrow();
            throw Problem.user(
                    one.where(),
                    "'" + before.path() + "' and '" + entry.path() + "' would both become '" + path + "'",
                    "Write a rename for each, with a path of its own, or leave one out with 'exclude'.");
        }
    }

    private boolean isChosen(String path, Set<Object> unmatched) {
        boolean included = include.isEmpty() || matchesAny(include, path, unmatched);
        return included && !matchesAny(exclude, path, unmatched);
    }

    // No early way out: every pattern that matches is told so.
    private static boolean matchesAny(List<PlacedGlob> globs, String path, Set<Object> unmatched) {
        boolean any = false;
        for (PlacedGlob placed : globs) {
            if (placed.glob().matches(path)) {
                unmatched.remove(placed);
                any = true;
            }
        }
        return any;
    }

    /** The longest rename wins, as the more precise one. */
    private Optional<Rename> renaming(String path) {
        Rename best = null;
        int replaced = -1;
        for (Rename candidate : rename) {
            int length = candidate.replaced(path);
            if (length > replaced) {
                best = candidate;
                replaced = length;
            }
        }
        return Optional.ofNullable(best);
    }
}
