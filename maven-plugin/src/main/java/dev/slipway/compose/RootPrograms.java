package dev.slipway.compose;

import dev.slipway.compose.program.CommandCheck;
import dev.slipway.compose.program.ElfFile;
import dev.slipway.compose.program.MountPoints;
import dev.slipway.problem.Place;
import dev.slipway.spec.LinuxKit;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreePath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Warns of programs of the system's root that cannot run for want of libraries; one sentence for each image. */
final class RootPrograms {
    private static final Set<String> FOLDERS =
            Set.of("bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin");

    /** Larger ones, written in Go most of all, need few libraries; to look into them would take longer than all else here. */
    private static final long LARGEST = 16 << 20;

    private final LinuxKit spec;
    private final FileTree root;
    private final CommandCheck check;
    private final Warnings warnings;

    RootPrograms(LinuxKit spec, FileTree root, Warnings warnings) {
        this.spec = spec;
        this.root = root;
        this.check = new CommandCheck(root, new MountPoints(List.of()));
        this.warnings = warnings;
    }

    void warn() {
        Map<Origin, String> sentences = new LinkedHashMap<>();
        for (Entry entry : root.entries()) {
            if (FOLDERS.contains(TreePath.parent(entry.path()))
                    && entry.node() instanceof Node.RegularFile file
                    && file.content().size() <= LARGEST
                    && !sentences.containsKey(entry.origin())) {
                Collection<String> missing = ElfFile.of(file.content())
                        .filter(program -> !program.loader().isEmpty())
                        .map(check::missing)
                        .orElse(List.of());
                if (!missing.isEmpty()) {
                    sentences.put(
                            entry.origin(),
                            "'/" + entry.path() + "' cannot run: the system has no " + String.join(", ", missing)
                                    + ". Take the package of each into an image of  init");
                }
            }
        }
        sentences.forEach((origin, sentence) -> warnings.add(place(origin), sentence));
    }

    private Place place(Origin origin) {
        return OriginPlaces.of(spec)
                .getOrDefault(origin.location(), spec.kernel().places().whole());
    }
}
