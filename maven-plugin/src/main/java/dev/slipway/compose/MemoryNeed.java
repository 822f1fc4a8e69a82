package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.problem.Place;
import dev.slipway.spec.LinuxKit;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The memory that a machine must have to start a system from an initrd. The kernel unpacks it into a tmpfs, which may take half of the
 * memory ({@code shmem_default_max_blocks} in Linux's mm/shmem.c), or into a ramfs, which may take all, if the command line names a root
 * ({@code init_rootfs} in init/do_mounts.c).
 */
final class MemoryNeed {
    private static final long PAGE = 4096;
    private static final long MEBI = 1 << 20;

    /** What the kernel and the first programs want besides; a guess, so it only warns. */
    private static final long BESIDES = 96 * MEBI;

    private static final int TOLD = 3;

    private final LinuxKit spec;
    private final Map<Origin, Long> files;
    private final long least;

    private MemoryNeed(LinuxKit spec, Map<Origin, Long> files, int share) {
        this.spec = spec;
        this.files = files;
        this.least = share * files.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The composition, with a warning if the memory is scarce.
     *
     * @param limit bytes
     * @throws NeedsMoreMemory if the kernel could not even unpack the initrd
     */
    static Composition within(long limit, Composition composition, LinuxKit spec) {
        int share = namesRoot(composition.cmdline()) ? 1 : 2;
        MemoryNeed need = new MemoryNeed(spec, filesOf(composition.tree()), share);
        if (need.least > limit) {
            throw new NeedsMoreMemory(need.place(), mebibytes(need.least), limit / MEBI, need.largest());
        }
        if (need.least + BESIDES <= limit) {
            return composition;
        }
        List<String> warnings = new ArrayList<>(composition.warnings());
        warnings.add(need.place() + ": the system needs " + mebibytes(need.least)
                + " MiB of memory for its files, and of the "
                + limit / MEBI + " MiB of slipway.memoryLimit less than " + mebibytes(BESIDES)
                + " MiB are left for the kernel and all that runs; most of it is " + String.join(", ", need.largest()));
        return new Composition(composition.tree(), composition.boot(), warnings);
    }

    private static long mebibytes(long bytes) {
        return (bytes + MEBI - 1) / MEBI;
    }

    private static boolean namesRoot(Content cmdline) {
        try {
            return Stream.of(new String(cmdline.bytes(), StandardCharsets.UTF_8).split("\\s+"))
                    .anyMatch(word -> word.startsWith("root=") || word.startsWith("rootfstype="));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole pages, and a file of several names once. */
    private static Map<Origin, Long> filesOf(FileTree tree) {
        Map<Origin, Long> files = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof Node.RegularFile file && seen.add(file.inode())) {
                long pages = (file.content().size() + PAGE - 1) / PAGE;
                files.merge(entry.origin(), pages * PAGE, Long::sum);
            }
        }
        return files;
    }

    private Stream<Map.Entry<Origin, Long>> heaviestFirst() {
        return files.entrySet().stream()
                .sorted(Map.Entry.<Origin, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(Origin::location))));
    }

    private List<String> largest() {
        return heaviestFirst()
                .limit(TOLD)
                .map(part -> part.getKey().location() + " " + part.getKey().source() + " with "
                        + mebibytes(part.getValue()) + " MiB")
                .toList();
    }

    /** Where the YAML names what is heaviest. */
    private Place place() {
        String location = heaviestFirst()
                .findFirst()
                .map(part -> part.getKey().location())
                .orElse("");
        Map<String, Place> places = new HashMap<>();
        for (int i = 0; i < spec.init().size(); i++) {
            places.put("init[" + i + "]", spec.init().get(i).place());
        }
        for (int i = 0; i < spec.volumes().size(); i++) {
            places.put("volume[" + i + "]", spec.volumes().get(i).places().whole());
        }
        for (int i = 0; i < spec.files().size(); i++) {
            places.put("files[" + i + "]", spec.files().get(i).places().whole());
        }
        putContainers(places);
        return places.getOrDefault(location, spec.kernel().places().whole());
    }

    private void putContainers(Map<String, Place> places) {
        Map.of("onboot", spec.onboot(), "onshutdown", spec.onshutdown(), "services", spec.services())
                .forEach((section, containers) -> {
                    for (int i = 0; i < containers.size(); i++) {
                        places.put(
                                section + "[" + i + "]",
                                containers.get(i).image().place());
                    }
                });
    }
}
