package dev.slipway.compose.runtime;

import dev.slipway.spec.container.Bind;
import dev.slipway.spec.container.ContainerSettings.Filesystem;
import dev.slipway.spec.container.Mount;
import dev.slipway.spec.container.Tmpfs;
import dev.slipway.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The mounts of a container, one for each destination: defaults, then {@code tmpfs}, {@code binds} and {@code mounts}, the later
 * over the earlier. Sorted by destination, so that {@code /dev} comes before {@code /dev/pts}.
 */
public final class MountTable {
    private static final Map<String, String> USUAL_DESTINATION = Map.of(
            "proc", "/proc",
            "devpts", "/dev/pts",
            "sysfs", "/sys",
            "cgroup", "/sys/fs/cgroup",
            "mqueue", "/dev/mqueue");

    private final Map<String, RuntimeMount> byDestination = new TreeMap<>(TreePath.ORDER);

    private MountTable() {}

    /** @param filesystem the settings of YAML and label together; names of volumes have become paths */
    public static List<RuntimeMount> of(Filesystem filesystem) {
        MountTable table = new MountTable();
        table.defaults(Boolean.TRUE.equals(filesystem.readonly()));
        orEmpty(filesystem.tmpfs()).forEach(table::tmpfs);
        orEmpty(filesystem.binds()).forEach(table::bind);
        orEmpty(filesystem.mounts()).forEach(table::mount);
        return List.copyOf(table.byDestination.values());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private void put(String destination, String type, String source, @Nullable List<String> options) {
        byDestination.put(destination, RuntimeMount.of(destination, type, source, options));
    }

    /** What Docker mounts, less /dev/shm and /dev/mqueue. */
    private void defaults(boolean readonly) {
        put("/proc", "proc", "proc", List.of("nosuid", "nodev", "noexec", "relatime"));
        put("/dev", "tmpfs", "tmpfs", readonlyIf(readonly, "nosuid", "strictatime", "mode=755", "size=65536k"));
        put("/dev/pts", "devpts", "devpts", List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"));
        put("/sys", "sysfs", "sysfs", readonlyIf(readonly, "nosuid", "noexec", "nodev"));
        put("/sys/fs/cgroup", "cgroup", "cgroup", List.of("nosuid", "noexec", "nodev", "relatime", "ro"));
    }

    private static List<String> readonlyIf(boolean readonly, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        if (readonly) {
            all.add("ro");
        }
        return List.copyOf(all);
    }

    private void tmpfs(Tmpfs tmpfs) {
        put(tmpfs.destination(), "tmpfs", "tmpfs", tmpfs.options());
    }

    private void bind(Bind bind) {
        List<String> options = new ArrayList<>();
        if (bind.options() == null) {
            options.addAll(List.of("rw", "rbind", "rshared"));
        } else {
            options.addAll(bind.options());
            options.add("rbind");
        }
        put(bind.destination(), "bind", bind.source(), options);
    }

    private void mount(Mount mount) {
        String type = type(mount);
        String source = mount.source().isEmpty() ? type : mount.source();
        String destination =
                mount.destination().isEmpty() ? USUAL_DESTINATION.getOrDefault(type, "") : mount.destination();
        if (type.isEmpty() || destination.isEmpty()) {
            throw new IllegalStateException("a mount without type or destination passed the reader: " + mount);
        }
        put(destination, type, source, mount.options());
    }

    private static String type(Mount mount) {
        if (!mount.type().isEmpty()) {
            return mount.type();
        }
        if (USUAL_DESTINATION.containsKey(mount.source())) {
            return mount.source();
        }
        return mount.destination().equals("/dev") ? "tmpfs" : "";
    }
}
