package dev.slipway.spec.container;

import dev.slipway.spec.container.RuntimeSettings.BindNs;
import dev.slipway.spec.container.RuntimeSettings.Interface;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import org.jspecify.annotations.Nullable;

/** Reads {@code runtime}. */
final class RuntimeReader {
    private RuntimeReader() {}

    static RuntimeSettings read(ObjectReader keys) {
        BindNs bindNs = keys.about(
                        "Paths at which the container's namespaces are kept, so that later containers can join them.")
                .object("bindNS", RuntimeReader::bindNs);
        return new RuntimeSettings(
                keys.about("Control groups to create before the container starts.")
                        .texts("cgroups"),
                keys.about("Mounts to make in the root mount namespace before the container starts.")
                        .list("mounts", MountReader::read),
                keys.about("Directories to create before the container starts, such as sources of bind mounts.")
                        .texts("mkdir"),
                keys.about("Network interfaces to create for the container or to move into its network namespace.")
                        .list("interfaces", RuntimeReader::networkInterface),
                bindNs == null ? RuntimeSettings.absent().bindNs() : bindNs,
                keys.about("containerd's namespace for the container; for services only.")
                        .text("namespace"));
    }

    private static @Nullable Interface networkInterface(ValueReader value) {
        return value.object(keys -> new Interface(
                keys.about("Name of the interface; an existing one is moved into the container.")
                        .text("name"),
                keys.about("Type of an interface to create, such as veth or dummy.")
                        .text("add"),
                keys.about("Name of the other end of a veth pair, which stays in the root network namespace.")
                        .text("peer"),
                Boolean.TRUE.equals(keys.about(
                                "Whether the interface is created in the root network namespace and then moved; default: false.")
                        .bool("createInRoot"))));
    }

    private static BindNs bindNs(ObjectReader keys) {
        return new BindNs(
                keys.about("Path for the control group namespace.").text("cgroup"),
                keys.about("Path for the inter-process communication namespace.")
                        .text("ipc"),
                keys.about("Path for the mount namespace.").text("mnt"),
                keys.about("Path for the network namespace.").text("net"),
                keys.about("Path for the process ID namespace.").text("pid"),
                keys.about("Path for the user namespace.").text("user"),
                keys.about("Path for the host name namespace.").text("uts"));
    }
}
