package dev.slipway.compose;

import dev.slipway.compose.program.MountPoints;
import dev.slipway.compose.program.ProgramSearch;
import dev.slipway.compose.runtime.RuntimeMount;
import dev.slipway.spec.container.Mount;
import dev.slipway.spec.container.RuntimeSettings;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Warns of binds whose source nothing makes: runc refuses to start such a container. When containers start, the root is read-only, and
 * {@code /var} is a new file system with a few directories (LinuxKit's {@code rc.init}); {@code /run}, {@code /tmp} and the kernel's own
 * directories hold what programs make, of which nothing is certain.
 */
final class BindSources {
    private static final Set<String> MADE_BY_PROGRAMS = Set.of("dev", "proc", "run", "sys", "tmp");

    /** Directories of /var that are there, or that the programs of the init images make. */
    private static final List<String> IN_VAR =
            List.of("/var/run", "/var/log", "/var/lock", "/var/tmp", "/var/lib/containerd");

    private static final Set<String> EMPTY_IN_VAR =
            Set.of("/var", "/var/cache", "/var/empty", "/var/lib", "/var/local", "/var/opt", "/var/spool");

    /** Prints a greeting; any other script may make what it likes. */
    private static final String HARMLESS_SCRIPT = "etc/init.d/000-issue";

    private final List<ComposedContainer> containers;
    private final FileTree root;
    private final ProgramSearch files;
    private final Warnings warnings;

    /** @param root the whole system */
    BindSources(List<ComposedContainer> containers, FileTree root, Warnings warnings) {
        this.containers = List.copyOf(containers);
        this.root = root;
        this.files = new ProgramSearch(root);
        this.warnings = warnings;
    }

    void warn() {
        if (hasScriptsOfItsOwn()) {
            return;
        }
        for (ComposedContainer container : containers) {
            for (RuntimeMount bind : container.binds()) {
                warn(container, bind);
            }
        }
    }

    /** LinuxKit's own entries of {@code init.d} but one are links to its program {@code service}. */
    private boolean hasScriptsOfItsOwn() {
        return root.entries().stream()
                .filter(entry -> entry.path().startsWith("etc/init.d/"))
                .filter(entry -> !entry.path().equals(HARMLESS_SCRIPT))
                .anyMatch(entry -> entry.node() instanceof Node.RegularFile);
    }

    private void warn(ComposedContainer container, RuntimeMount bind) {
        String source = MountPoints.normal(bind.source());
        if (mayBeThere(source) || mayBeMade(source)) {
            return;
        }
        boolean volatileFolder = MountPoints.top(source).equals("var");
        warnings.add(
                container.placeOf(bind),
                "nothing in this system makes '" + source + "', so the container cannot start. "
                        + (volatileFolder
                                ? "/var is empty after each boot; add:  runtime: {mkdir: [\"" + source + "\"]}"
                                : "Add it to  files,  or correct the path"));
    }

    private boolean mayBeThere(String source) {
        if (MountPoints.top(source).equals("var")) {
            return EMPTY_IN_VAR.contains(source)
                    || IN_VAR.stream().anyMatch(path -> MountPoints.isAtOrBelow(source, path));
        }
        return MADE_BY_PROGRAMS.contains(MountPoints.top(source)) || files.exists(source) || leadsElsewhere(source);
    }

    /** Whether a link on the way may lead to what is made at run time, such as /etc/resolv.conf. */
    private boolean leadsElsewhere(String source) {
        for (String path = source; path.length() > 1; path = path.substring(0, path.lastIndexOf('/'))) {
            Entry entry = root.find(path.substring(1)).orElse(null);
            if (entry != null && entry.node() instanceof Node.Symlink) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBeMade(String source) {
        return containers.stream().anyMatch(container -> makes(container, source));
    }

    private static boolean makes(ComposedContainer container, String source) {
        RuntimeSettings runtime = container.settings().runtime();
        List<String> made = new ArrayList<>(ComposedContainer.orEmpty(runtime.mkdir()));
        List<Mount> mounts = ComposedContainer.orEmpty(runtime.mounts());
        mounts.forEach(mount -> made.add(mount.destination()));
        RuntimeSettings.BindNs kept = runtime.bindNs();
        Stream.of(kept.cgroup(), kept.ipc(), kept.mnt(), kept.net(), kept.pid(), kept.user(), kept.uts())
                .filter(path -> path != null && !path.isEmpty())
                .forEach(made::add);
        boolean itself = made.stream()
                .filter(path -> path.startsWith("/"))
                .anyMatch(path -> MountPoints.isAtOrBelow(path, source));
        // A container that sees a directory may make what it likes in it, and mount on it.
        return itself
                || mounts.stream().anyMatch(mount -> MountPoints.isBelow(source, mount.destination()))
                || container.binds().stream().anyMatch(bind -> MountPoints.isBelow(source, bind.source()));
    }
}
