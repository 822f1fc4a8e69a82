package dev.slipway.spec.container;

import static dev.slipway.spec.container.ContainerSettings.first;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key {@code runtime}: what is prepared around a container at boot ({@code runtime.json}). */
public record RuntimeSettings(
        @Nullable List<String> cgroups,
        @Nullable List<Mount> mounts,
        @Nullable List<String> mkdir,
        @Nullable List<Interface> interfaces,
        BindNs bindNs,
        @Nullable String namespace) {

    /** A network interface that is made for the container or moved into it. */
    public record Interface(@Nullable String name, @Nullable String add, @Nullable String peer, boolean createInRoot) {}

    /** Paths at which the container's namespaces are kept. */
    public record BindNs(
            @Nullable String cgroup,
            @Nullable String ipc,
            @Nullable String mnt,
            @Nullable String net,
            @Nullable String pid,
            @Nullable String user,
            @Nullable String uts) {
        BindNs over(BindNs label) {
            return new BindNs(
                    first(cgroup, label.cgroup),
                    first(ipc, label.ipc),
                    first(mnt, label.mnt),
                    first(net, label.net),
                    first(pid, label.pid),
                    first(user, label.user),
                    first(uts, label.uts));
        }
    }

    /** True if nothing of it was written. */
    public boolean isAbsent() {
        return equals(absent());
    }

    static RuntimeSettings absent() {
        return new RuntimeSettings(null, null, null, null, new BindNs(null, null, null, null, null, null, null), null);
    }

    RuntimeSettings over(RuntimeSettings label) {
        return new RuntimeSettings(
                first(cgroups, label.cgroups),
                first(mounts, label.mounts),
                first(mkdir, label.mkdir),
                first(interfaces, label.interfaces),
                bindNs.over(label.bindNs),
                first(namespace, label.namespace));
    }
}
