package dev.slipway.spec.container;

import dev.slipway.problem.Places;
import dev.slipway.spec.LinuxKit;
import dev.slipway.yaml.ValueReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How a container is run: the keys that an entry in the YAML and the label {@code org.mobyproject.config} have in common,
 * grouped by subject. A null component is a key that was not written. An empty list is one that was: it wins over the label.
 */
public record ContainerSettings(
        Process process,
        Privileges privileges,
        User user,
        Filesystem filesystem,
        Namespaces namespaces,
        Control control,
        RuntimeSettings runtime,
        Places places) {

    /**
     * @param command replaces the image's entry point and command
     * @param env replaces the image's environment
     * @param cwd never empty
     */
    public record Process(
            @Nullable List<String> command,
            @Nullable List<String> env,
            @Nullable String cwd,
            @Nullable Integer oomScoreAdj,
            @Nullable List<Rlimit> rlimits) {
        Process over(Process label) {
            return new Process(
                    first(command, label.command),
                    first(env, label.env),
                    first(cwd, label.cwd),
                    first(oomScoreAdj, label.oomScoreAdj),
                    first(rlimits, label.rlimits));
        }
    }

    /**
     * @param capabilities names out of {@link Capabilities#ALL}, or alone {@code all} or {@code none} (in any case)
     * @param addedCapabilities key {@code capabilities.add}: added to the label's; ignored beside {@code capabilities}
     * @param ambient as {@code capabilities}
     */
    public record Privileges(
            @Nullable List<String> capabilities,
            @Nullable List<String> addedCapabilities,
            @Nullable List<String> ambient,
            @Nullable Boolean noNewPrivileges) {
        Privileges over(Privileges label) {
            return new Privileges(
                    withAdded(capabilities, label.capabilities, addedCapabilities),
                    null,
                    first(ambient, label.ambient),
                    first(noNewPrivileges, label.noNewPrivileges));
        }
    }

    /** Who runs it. Names are names of containers ({@link LinuxKit#idOf}). */
    public record User(@Nullable Id uid, @Nullable Id gid, @Nullable List<Id> additionalGids) {
        User over(User label) {
            return new User(first(uid, label.uid), first(gid, label.gid), first(additionalGids, label.additionalGids));
        }
    }

    /**
     * @param readonly decides the layout of the bundle, too
     * @param addedBinds key {@code binds.add}: added to the label's; ignored beside {@code binds}
     */
    public record Filesystem(
            @Nullable Boolean readonly,
            @Nullable List<Mount> mounts,
            @Nullable List<Bind> binds,
            @Nullable List<Bind> addedBinds,
            @Nullable List<Tmpfs> tmpfs,
            @Nullable List<Device> devices,
            @Nullable List<String> maskedPaths,
            @Nullable List<String> readonlyPaths,
            @Nullable String rootfsPropagation) {
        Filesystem over(Filesystem label) {
            return new Filesystem(
                    first(readonly, label.readonly),
                    first(mounts, label.mounts),
                    withAdded(binds, label.binds, addedBinds),
                    null,
                    first(tmpfs, label.tmpfs),
                    first(devices, label.devices),
                    first(maskedPaths, label.maskedPaths),
                    first(readonlyPaths, label.readonlyPaths),
                    first(rootfsPropagation, label.rootfsPropagation));
        }
    }

    /** The texts are {@code host}, {@code root}, {@code new}, for net also {@code none}, or a path; never empty. */
    public record Namespaces(
            @Nullable String net,
            @Nullable String pid,
            @Nullable String ipc,
            @Nullable String uts,
            @Nullable String userns,
            @Nullable String hostname,
            @Nullable List<IdMapping> uidMappings,
            @Nullable List<IdMapping> gidMappings) {
        Namespaces over(Namespaces label) {
            return new Namespaces(
                    first(net, label.net),
                    first(pid, label.pid),
                    first(ipc, label.ipc),
                    first(uts, label.uts),
                    first(userns, label.userns),
                    first(hostname, label.hostname),
                    first(uidMappings, label.uidMappings),
                    first(gidMappings, label.gidMappings));
        }
    }

    /** What the kernel limits and sets. */
    public record Control(
            @Nullable String cgroupsPath,
            @Nullable Resources resources,
            @Nullable SortedMap<String, String> sysctl,
            @Nullable SortedMap<String, String> annotations) {
        Control over(Control label) {
            return new Control(
                    first(cgroupsPath, label.cgroupsPath),
                    first(resources, label.resources),
                    first(sysctl, label.sysctl),
                    first(annotations, label.annotations));
        }
    }

    /**
     * These settings, from the YAML, over those of the image's label: what is written here wins as a whole; the fields of
     * {@code runtime} win one by one; {@code capabilities.add} and {@code binds.add} extend the label's lists and are gone
     * from the result.
     */
    public ContainerSettings over(ContainerSettings label) {
        return new ContainerSettings(
                process.over(label.process),
                privileges.over(label.privileges),
                user.over(label.user),
                filesystem.over(label.filesystem),
                namespaces.over(label.namespaces),
                control.over(label.control),
                runtime.over(label.runtime),
                places.over(label.places));
    }

    /**
     * Reads a label {@code org.mobyproject.config}: YAML or JSON with the keys of a container, less name and image.
     *
     * @param image the image that has the label, for messages
     * @throws dev.slipway.problem.Problem with all that is wrong in the label
     */
    public static ContainerSettings parseLabel(String label, String image) {
        return ContainerReader.readLabel(label, image);
    }

    /**
     * Reads the same out of a recipe, where it becomes a label.
     *
     * @return the label: JSON in which a text is a text, however it was written
     */
    public static String labelOf(ValueReader written) {
        ValueReader value = written.withPlainTexts();
        value.object(ContainerReader::label);
        return value.json();
    }

    static <T> @Nullable T first(@Nullable T here, @Nullable T below) {
        return here != null ? here : below;
    }

    private static <T> @Nullable List<T> withAdded(
            @Nullable List<T> here, @Nullable List<T> below, @Nullable List<T> added) {
        if (here != null || added == null) {
            return first(here, below);
        }
        List<T> all = new ArrayList<>(below == null ? List.of() : below);
        all.addAll(added);
        return List.copyOf(all);
    }
}
