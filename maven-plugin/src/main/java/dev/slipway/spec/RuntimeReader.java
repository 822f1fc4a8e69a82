package dev.slipway.spec;

import dev.slipway.spec.RuntimeSettings.BindNs;
import dev.slipway.spec.RuntimeSettings.Interface;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import org.jspecify.annotations.Nullable;

/** Reads {@code runtime}. */
final class RuntimeReader {
    private RuntimeReader() {}

    static RuntimeSettings read(ObjectReader keys) {
        BindNs bindNs = keys.object("bindNS", RuntimeReader::bindNs);
        return new RuntimeSettings(
                keys.texts("cgroups"),
                keys.list("mounts", MountReader::read),
                keys.texts("mkdir"),
                keys.list("interfaces", RuntimeReader::networkInterface),
                bindNs == null ? RuntimeSettings.absent().bindNs() : bindNs,
                keys.text("namespace"));
    }

    private static @Nullable Interface networkInterface(ValueReader value) {
        return value.object(keys -> new Interface(
                keys.text("name"),
                keys.text("add"),
                keys.text("peer"),
                Boolean.TRUE.equals(keys.bool("createInRoot"))));
    }

    private static BindNs bindNs(ObjectReader keys) {
        return new BindNs(
                keys.text("cgroup"),
                keys.text("ipc"),
                keys.text("mnt"),
                keys.text("net"),
                keys.text("pid"),
                keys.text("user"),
                keys.text("uts"));
    }
}
