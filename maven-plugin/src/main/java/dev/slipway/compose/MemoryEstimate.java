package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.problem.Place;
import dev.slipway.spec.LinuxKit;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SharedInodes;
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
 * The memory that a machine must have to start a system from an initrd. The kernel unpacks it into a tmpfs. That may take half of the
 * memory, and may have a file, directory or link for every second page of the memory ({@code shmem_default_max_blocks} and
 * {@code shmem_default_max_inodes} in Linux's mm/shmem.c). If the command line names a root, it is a ramfs, which may take all and
 * counts no files ({@code init_rootfs} in init/do_mounts.c).
 */
final class MemoryEstimate {
    private static final long PAGE = 4096;
    private static final long MEBI = 1 << 20;

    /** What the kernel and the first programs need besides the files; a guess, so it only warns. */
    private static final long KERNEL_OVERHEAD = 96 * MEBI;

    /** Origins that a message lists. */
    private static final int MAX_LISTED = 3;

    /** What an origin brings: bytes in whole pages, a file of several names once; and paths, each of which is an inode to a tmpfs. */
    private record Part(long bytes, long paths) {
        Part plus(Part other) {
            return new Part(bytes + other.bytes, paths + other.paths);
        }
    }

    private final LinuxKit spec;
    private final Map<Origin, Part> parts;
    private final Part all;

    /** Whether there are so many paths that they need more memory than the bytes do. */
    private final boolean byPaths;

    private final long least;

    private MemoryEstimate(LinuxKit spec, Map<Origin, Part> parts, boolean tmpfs) {
        this.spec = spec;
        this.parts = parts;
        this.all = parts.values().stream().reduce(new Part(0, 0), Part::plus);
        long forBytes = (tmpfs ? 2 : 1) * all.bytes();
        long forPaths = tmpfs ? 2 * PAGE * all.paths() : 0;
        this.byPaths = forPaths > forBytes;
        this.least = Math.max(forBytes, forPaths);
    }

    /**
     * The composition, with a warning if the memory is scarce.
     *
     * @param limit bytes
     * @throws NeedsMoreMemory if the kernel could not even unpack the initrd
     */
    static Composition requireFits(long limit, Composition composition, LinuxKit spec) {
        MemoryEstimate estimate =
                new MemoryEstimate(spec, partsOf(composition.tree()), !namesRoot(composition.cmdline()));
        if (estimate.least > limit) {
            throw new NeedsMoreMemory(
                    estimate.place(),
                    "the system cannot start with less than " + mebibytes(estimate.least)
                            + " MiB of memory, and slipway.memoryLimit is " + limit / MEBI + " MiB",
                    estimate.reason() + "\n" + String.join("\n", estimate.largest())
                            + "\nLeave out what is not needed, or give the machine more memory.");
        }
        if (estimate.least + KERNEL_OVERHEAD <= limit) {
            return composition;
        }
        List<String> warnings = new ArrayList<>(composition.warnings());
        warnings.add(estimate.place() + ": the system needs " + mebibytes(estimate.least)
                + " MiB of memory for its "
                + (estimate.byPaths ? estimate.all.paths() + " files and directories" : "files")
                + ". Of the " + limit / MEBI + " MiB in slipway.memoryLimit, that leaves less than "
                + mebibytes(KERNEL_OVERHEAD) + " MiB for the kernel and the programs. The largest parts are "
                + String.join(", ", estimate.largest()));
        return new Composition(composition.tree(), composition.boot(), warnings);
    }

    private String reason() {
        return byPaths
                ? "The kernel unpacks the initrd into memory, and makes room there for one file, directory or link in each "
                        + 2 * PAGE / 1024 + " KiB of memory. The system has " + all.paths() + ". Most of them are:"
                : "The kernel unpacks the initrd into memory, of which files may take half. Most of it is:";
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

    private static Map<Origin, Part> partsOf(FileTree tree) {
        Map<Origin, Part> parts = new HashMap<>();
        SharedInodes shared = SharedInodes.of(tree.entries());
        Set<String> seen = new HashSet<>();
        for (Entry entry : tree.entries()) {
            long bytes = entry.node() instanceof Node.RegularFile file
                            && (!shared.contains(file.inode()) || seen.add(file.inode()))
                    ? (file.content().size() + PAGE - 1) / PAGE * PAGE
                    : 0;
            parts.merge(entry.origin(), new Part(bytes, 1), Part::plus);
        }
        return parts;
    }

    private Stream<Map.Entry<Origin, Part>> heaviestFirst() {
        Comparator<Part> lighter = Comparator.comparingLong(byPaths ? Part::paths : Part::bytes);
        return parts.entrySet().stream()
                .sorted(Map.Entry.<Origin, Part>comparingByValue(lighter)
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(Origin::location))));
    }

    private List<String> largest() {
        return heaviestFirst()
                .limit(MAX_LISTED)
                .filter(part -> byPaths || part.getValue().bytes() > 0)
                .map(part -> part.getKey().location() + " " + part.getKey().source() + " with " + size(part.getValue()))
                .toList();
    }

    private String size(Part part) {
        return byPaths ? String.valueOf(part.paths()) : mebibytes(part.bytes()) + " MiB";
    }

    /** Where the YAML names what is heaviest. */
    private Place place() {
        String location = heaviestFirst()
                .findFirst()
                .map(part -> part.getKey().location())
                .orElse("");
        return OriginPlaces.of(spec)
                .getOrDefault(location, spec.kernel().places().whole());
    }
}
