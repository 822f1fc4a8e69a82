package dev.slipway.recipe;

import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
     * @param from clean path in the source
     * @param to clean path in the image
     */
    public record Rename(String where, String from, String to) {
        boolean concerns(String path) {
            return path.equals(from) || path.startsWith(from + "/");
        }
    }

    /**
     * The chosen entries at their paths in the image, in the source's order.
     *
     * @throws PatternMatchesNothing if a pattern or a rename has no effect
     */
    List<Entry> of(FileTree source) {
        Set<Object> unmatched = new LinkedHashSet<>();
        unmatched.addAll(include);
        unmatched.addAll(exclude);
        unmatched.addAll(rename);
        List<Entry> chosen = new ArrayList<>();
        for (Entry entry : source.entries()) {
            if (isChosen(entry.path(), unmatched)) {
                chosen.add(entry.withPath(TreePath.join(to, renamed(entry.path(), unmatched))));
            }
        }
        unmatched.stream().findFirst().ifPresent(first -> {
            throw first instanceof Rename unused
                    ? new PatternMatchesNothing(unused.where(), unused.from())
                    : new PatternMatchesNothing((PlacedGlob) first);
        });
        return chosen;
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
    private String renamed(String path, Set<Object> unmatched) {
        Rename best = null;
        for (Rename candidate : rename) {
            if (candidate.concerns(path)
                    && (best == null || candidate.from().length() > best.from().length())) {
                best = candidate;
            }
        }
        if (best == null) {
            return path;
        }
        unmatched.remove(best);
        return best.to() + path.substring(best.from().length());
    }
}
