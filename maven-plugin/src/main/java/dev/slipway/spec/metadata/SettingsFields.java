package dev.slipway.spec.metadata;

import dev.slipway.spec.FileEntry.MetadataFormat;
import dev.slipway.spec.container.Bind;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.Device;
import dev.slipway.spec.container.Id;
import dev.slipway.spec.container.IdMapping;
import dev.slipway.spec.container.Mount;
import dev.slipway.spec.container.Rlimit;
import dev.slipway.spec.container.RuntimeSettings;
import dev.slipway.spec.container.RuntimeSettings.BindNs;
import dev.slipway.spec.container.Tmpfs;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A container's settings in the order of LinuxKit's struct. */
final class SettingsFields {
    private final boolean json;

    SettingsFields(MetadataFormat format) {
        this.json = format == MetadataFormat.JSON;
    }

    Fields addTo(Fields fields, ContainerSettings settings) {
        addProcess(fields, settings);
        addNamespaces(fields, settings);
        addRest(fields, settings);
        return fields;
    }

    private void addProcess(Fields fields, ContainerSettings settings) {
        ContainerSettings.Filesystem filesystem = settings.filesystem();
        fields.putUnlessNull("capabilities", settings.privileges().capabilities())
                .putUnlessNull("capabilities.add", settings.privileges().addedCapabilities())
                .putUnlessNull("ambient", settings.privileges().ambient())
                .putUnlessNull("mounts", each(filesystem.mounts(), this::mount))
                .putUnlessNull("binds", each(filesystem.binds(), Bind::toString))
                .putUnlessNull("binds.add", each(filesystem.addedBinds(), Bind::toString))
                .putUnlessNull("devices", each(filesystem.devices(), SettingsFields::device))
                .putUnlessNull("tmpfs", each(filesystem.tmpfs(), Tmpfs::toString))
                .putUnlessNull("command", settings.process().command())
                .putUnlessNull("env", settings.process().env())
                .putUnlessNull("cwd", settings.process().cwd());
    }

    private static void addNamespaces(Fields fields, ContainerSettings settings) {
        ContainerSettings.Namespaces namespaces = settings.namespaces();
        fields.putUnlessNull("net", namespaces.net())
                .putUnlessNull("pid", namespaces.pid())
                .putUnlessNull("ipc", namespaces.ipc())
                .putUnlessNull("uts", namespaces.uts())
                .putUnlessNull("userns", namespaces.userns())
                .putUnlessNull("hostname", namespaces.hostname());
    }

    private void addRest(Fields fields, ContainerSettings settings) {
        ContainerSettings.Filesystem filesystem = settings.filesystem();
        ContainerSettings.Control control = settings.control();
        fields.putUnlessNull("readonly", filesystem.readonly())
                .putUnlessNull("maskedPaths", filesystem.maskedPaths())
                .putUnlessNull("readonlyPaths", filesystem.readonlyPaths())
                .putUnlessNull("uid", id(settings.user().uid()))
                .putUnlessNull("gid", id(settings.user().gid()))
                .putUnlessNull("additionalGids", each(settings.user().additionalGids(), SettingsFields::number))
                .putUnlessNull("noNewPrivileges", settings.privileges().noNewPrivileges())
                .putUnlessNull("oomScoreAdj", settings.process().oomScoreAdj())
                .putUnlessNull("rootfsPropagation", filesystem.rootfsPropagation())
                .putUnlessNull("cgroupsPath", control.cgroupsPath())
                .putUnlessNull(
                        "resources", control.resources() == null ? null : ResourcesFields.of(control.resources(), json))
                .putUnlessNull("sysctl", control.sysctl())
                .putUnlessNull("rlimits", each(settings.process().rlimits(), Rlimit::toString))
                .putUnlessNull("uidMappings", each(settings.namespaces().uidMappings(), SettingsFields::mapping))
                .putUnlessNull("gidMappings", each(settings.namespaces().gidMappings(), SettingsFields::mapping))
                .putUnlessNull("annotations", control.annotations());
        if (!settings.runtime().isAbsent()) {
            fields.put("runtime", runtime(settings.runtime()));
        }
    }

    private Fields runtime(RuntimeSettings runtime) {
        Fields fields = new Fields()
                .putUnlessNull("cgroups", runtime.cgroups())
                .putUnlessNull("mounts", each(runtime.mounts(), this::mount))
                .putUnlessNull("mkdir", runtime.mkdir())
                .putUnlessNull("interfaces", each(runtime.interfaces(), SettingsFields::networkInterface));
        Fields bindNs = bindNs(runtime.bindNs());
        // Go's JSON cannot omit a struct, its YAML can.
        if (json || !bindNs.isEmpty()) {
            fields.put("bindNS", bindNs);
        }
        return fields.putUnlessNull("namespace", runtime.namespace());
    }

    private static Fields bindNs(BindNs bindNs) {
        return new Fields()
                .putUnlessNull("cgroup", bindNs.cgroup())
                .putUnlessNull("ipc", bindNs.ipc())
                .putUnlessNull("mnt", bindNs.mnt())
                .putUnlessNull("net", bindNs.net())
                .putUnlessNull("pid", bindNs.pid())
                .putUnlessNull("user", bindNs.user())
                .putUnlessNull("uts", bindNs.uts());
    }

    private static Fields networkInterface(RuntimeSettings.Interface entry) {
        return new Fields()
                .putUnlessEmpty("name", entry.name())
                .putUnlessEmpty("add", entry.add())
                .putUnlessEmpty("peer", entry.peer())
                .put("createInRoot", entry.createInRoot());
    }

    /** Go's struct has names and omissions for JSON only. */
    private Fields mount(Mount mount) {
        List<Fields> uids =
                mount.uidMappings().stream().map(SettingsFields::mapping).toList();
        List<Fields> gids =
                mount.gidMappings().stream().map(SettingsFields::mapping).toList();
        List<String> options = mount.options() == null ? List.of() : mount.options();
        if (!json) {
            return new Fields()
                    .put("destination", mount.destination())
                    .put("type", mount.type())
                    .put("source", mount.source())
                    .put("options", options)
                    .put("uidmappings", uids)
                    .put("gidmappings", gids);
        }
        return new Fields()
                .put("destination", mount.destination())
                .putUnlessEmpty("type", mount.type())
                .putUnlessEmpty("source", mount.source())
                .putUnlessNull("options", options.isEmpty() ? null : options)
                .putUnlessNull("uidMappings", uids.isEmpty() ? null : uids)
                .putUnlessNull("gidMappings", gids.isEmpty() ? null : gids);
    }

    private static Fields mapping(IdMapping mapping) {
        return new Fields()
                .put("containerID", mapping.containerId())
                .put("hostID", mapping.hostId())
                .put("size", mapping.size());
    }

    private static Fields device(Device device) {
        return new Fields()
                .put("path", device.path())
                .put("type", device.type())
                .put("major", device.major())
                .put("minor", device.minor())
                .putUnlessEmpty("mode", device.mode());
    }

    static @Nullable Object id(@Nullable Id id) {
        return id == null ? null : number(id);
    }

    private static Object number(Id id) {
        return id instanceof Id.Number number ? (Object) number.value() : id.toString();
    }

    static <T, R> @Nullable List<R> each(@Nullable List<T> list, Function<T, R> print) {
        return list == null ? null : list.stream().map(print).toList();
    }
}
