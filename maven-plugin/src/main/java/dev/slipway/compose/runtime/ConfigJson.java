package dev.slipway.compose.runtime;

import dev.slipway.oci.ImageConfig;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.Id;
import dev.slipway.spec.container.Resources;
import dev.slipway.spec.container.Rlimit;
import dev.slipway.spec.metadata.Fields;
import dev.slipway.spec.metadata.GoJson;
import dev.slipway.spec.metadata.ResourcesFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A container's {@code config.json} (OCI runtime-spec 1.2.1) with the members and the order that LinuxKit gives it. */
public final class ConfigJson {
    private static final String OCI_VERSION = "1.2.1";

    private final ContainerSettings settings;
    private final ImageConfig image;
    private final ToLongFunction<Id> ids;

    /**
     * @param settings YAML over label, volumes as paths
     * @param ids the number of a user or group
     */
    public ConfigJson(ContainerSettings settings, ImageConfig image, ToLongFunction<Id> ids) {
        this.settings = settings;
        this.image = image;
        this.ids = ids;
    }

    public String print() {
        Fields root = new Fields()
                .put("path", "rootfs")
                .putUnlessEmpty("readonly", settings.filesystem().readonly());
        List<Fields> mounts = MountTable.of(settings.filesystem()).stream()
                .map(RuntimeMount::toJson)
                .toList();
        return GoJson.print(new Fields()
                .put("ociVersion", OCI_VERSION)
                .put("process", process())
                .put("root", root)
                .putUnlessEmpty("hostname", settings.namespaces().hostname())
                .putUnlessEmpty("mounts", mounts)
                .putUnlessEmpty("annotations", settings.control().annotations())
                .put("linux", linux()));
    }

    /** What the container runs; empty if neither the image nor anybody else says. */
    public List<String> args() {
        List<String> command = settings.process().command();
        if (command != null) {
            return command;
        }
        List<String> args = new ArrayList<>(image.entrypoint());
        args.addAll(image.cmd());
        return List.copyOf(args);
    }

    private Fields process() {
        ContainerSettings.Process process = settings.process();
        return new Fields()
                .put("user", user(settings.user()))
                .putUnlessEmpty("args", args())
                .putUnlessEmpty("env", env())
                .put("cwd", cwd())
                .put("capabilities", CapabilitySets.of(settings.privileges()).toJson())
                .putUnlessEmpty("rlimits", rlimits(process.rlimits()))
                .putUnlessEmpty("noNewPrivileges", settings.privileges().noNewPrivileges())
                .putUnlessNull("oomScoreAdj", process.oomScoreAdj());
    }

    private Fields user(ContainerSettings.User user) {
        List<Id> groups = user.additionalGids();
        return new Fields()
                .put("uid", number(user.uid()))
                .put("gid", number(user.gid()))
                .putUnlessEmpty(
                        "additionalGids",
                        groups == null
                                ? List.of()
                                : groups.stream().map(this::number).toList());
    }

    private long number(@Nullable Id id) {
        return id == null ? 0 : ids.applyAsLong(id);
    }

    /** Where the container starts: a relative directory counts from the root, as with Docker; runc would refuse it. */
    public String cwd() {
        String cwd = writtenCwd();
        return cwd.startsWith("/") ? cwd : "/" + cwd;
    }

    /** The working directory as it was written; empty for none. */
    public String writtenCwd() {
        String cwd = settings.process().cwd();
        return cwd == null ? image.workingDir() : cwd;
    }

    /** The environment. */
    public List<String> env() {
        List<String> env = settings.process().env();
        return env == null ? image.env() : env;
    }

    private static List<Fields> rlimits(@Nullable List<Rlimit> rlimits) {
        return rlimits == null
                ? List.of()
                : rlimits.stream()
                        .map(limit -> new Fields()
                                .put("type", limit.type())
                                .put("hard", limit.hard())
                                .put("soft", limit.soft()))
                        .toList();
    }

    private Fields linux() {
        ContainerSettings.Filesystem filesystem = settings.filesystem();
        ContainerSettings.Namespaces namespaces = settings.namespaces();
        ContainerSettings.Control control = settings.control();
        DeviceAccess devices = DeviceAccess.of(filesystem.devices(), control.resources());
        return new Fields()
                .putUnlessEmpty("uidMappings", RuntimeMount.mappings(namespaces.uidMappings()))
                .putUnlessEmpty("gidMappings", RuntimeMount.mappings(namespaces.gidMappings()))
                .putUnlessEmpty("sysctl", control.sysctl())
                .put("resources", resources(control.resources(), devices.rules()))
                .putUnlessEmpty("cgroupsPath", control.cgroupsPath())
                .put("namespaces", NamespaceList.of(namespaces))
                .putUnlessEmpty("devices", devices.nodes())
                .putUnlessEmpty("rootfsPropagation", filesystem.rootfsPropagation())
                .putUnlessEmpty("maskedPaths", filesystem.maskedPaths())
                .putUnlessEmpty("readonlyPaths", filesystem.readonlyPaths());
    }

    private static Fields resources(@Nullable Resources written, List<Resources.DeviceRule> rules) {
        Resources with = written == null
                ? new Resources(rules, null, null, null, null, null, null)
                : new Resources(
                        rules,
                        written.memory(),
                        written.cpu(),
                        written.pids(),
                        written.blockIo(),
                        written.hugepageLimits(),
                        written.network());
        return ResourcesFields.json(with);
    }
}
