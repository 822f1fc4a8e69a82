package dev.slipway.compose.program;

import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreePath;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the libraries that a program needs and a tree does not have. Loaders look in many places (ld.so(8)), so only a library of which
 * the whole tree has no file of that name is missing for certain.
 */
final class Libraries {
    /** No program has as many; a made-up file shall not keep the build busy. */
    private static final int MAX_LOOKED_INTO = 1000;

    /** musl's loader is all of these itself, whatever follows the name ({@code ldso/dynlink.c}, "reserved"). */
    private static final List<String> MUSL =
            List.of("libc.", "libpthread.", "librt.", "libm.", "libdl.", "libutil.", "libxnet.");

    private final ProgramSearch files;
    private final Map<String, Set<String>> pathsByName = new HashMap<>();
    private final boolean musl;

    Libraries(FileTree tree, ProgramSearch files) {
        this.files = files;
        for (Entry entry : tree.entries()) {
            if (!entry.isDirectory()) {
                pathsByName
                        .computeIfAbsent(TreePath.name(entry.path()), any -> new TreeSet<>())
                        .add(entry.path());
            }
        }
        this.musl = pathsByName.keySet().stream().anyMatch(name -> name.startsWith("ld-musl-"));
    }

    /** File names of what a program needs, itself or by its libraries, and the tree lacks. */
    Collection<String> missing(ElfFile program) {
        Set<String> missing = new TreeSet<>();
        Set<String> seen = new HashSet<>(program.libraries());
        Deque<String> ahead = new ArrayDeque<>(program.libraries());
        while (!ahead.isEmpty() && seen.size() < MAX_LOOKED_INTO) {
            String library = ahead.remove();
            List<Content> found = found(library);
            if (found.isEmpty() && !isMusl(library)) {
                missing.add(library);
            }
            // Of several files of one name it is not certain which one is loaded.
            if (found.size() == 1) {
                ElfFile.of(found.get(0)).map(ElfFile::libraries).orElse(List.of()).stream()
                        .filter(seen::add)
                        .forEach(ahead::add);
            }
        }
        return missing;
    }

    private List<Content> found(String library) {
        return pathsByName.getOrDefault(TreePath.name(library), Set.of()).stream()
                .map(path -> files.file("/" + path))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private boolean isMusl(String library) {
        return musl && MUSL.stream().anyMatch(library::startsWith);
    }
}
