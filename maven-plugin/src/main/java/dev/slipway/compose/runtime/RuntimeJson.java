package dev.slipway.compose.runtime;

import dev.slipway.spec.container.Mount;
import dev.slipway.spec.container.RuntimeSettings;
import dev.slipway.spec.metadata.Fields;
import dev.slipway.spec.metadata.GoJson;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** LinuxKit's {@code runtime.json}: what the init system does around a container. All keys are always there. */
public final class RuntimeJson {
    private RuntimeJson() {}

    /** @param rootfsMounts put before the mounts of the settings */
    public static String print(RuntimeSettings runtime, List<RuntimeMount> rootfsMounts) {
        return GoJson.print(new Fields()
                .put("cgroups", orEmpty(runtime.cgroups()))
                .put("mounts", mounts(rootfsMounts, orEmpty(runtime.mounts())))
                .put("mkdir", orEmpty(runtime.mkdir()))
                .put("interfaces", interfaces(orEmpty(runtime.interfaces())))
                .put("bindNS", bindNs(runtime.bindNs()))
                .put("namespace", orEmpty(runtime.namespace())));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<Fields> mounts(List<RuntimeMount> rootfs, List<Mount> written) {
        return Stream.concat(rootfs.stream(), written.stream().map(RuntimeMount::of))
                .map(RuntimeMount::toJson)
                .toList();
    }

    private static List<Fields> interfaces(List<RuntimeSettings.Interface> interfaces) {
        return interfaces.stream()
                .map(each -> new Fields()
                        .putUnlessEmpty("name", each.name())
                        .putUnlessEmpty("add", each.add())
                        .putUnlessEmpty("peer", each.peer())
                        .put("createInRoot", each.createInRoot()))
                .toList();
    }

    private static Fields bindNs(RuntimeSettings.BindNs paths) {
        return new Fields()
                .put("cgroup", orEmpty(paths.cgroup()))
                .put("ipc", orEmpty(paths.ipc()))
                .put("mnt", orEmpty(paths.mnt()))
                .put("net", orEmpty(paths.net()))
                .put("pid", orEmpty(paths.pid()))
                .put("user", orEmpty(paths.user()))
                .put("uts", orEmpty(paths.uts()));
    }
}
