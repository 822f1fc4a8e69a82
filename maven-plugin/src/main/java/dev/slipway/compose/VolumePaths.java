package dev.slipway.compose;

import dev.slipway.problem.Places;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Volume;
import dev.slipway.spec.container.Bind;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.ContainerSettings.Filesystem;
import dev.slipway.spec.container.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the paths of volumes where {@code binds} and {@code mounts} name them. LinuxKit does so for the YAML's {@code binds} only;
 * with {@code mounts}, and in labels, the name stayed and the container could not start.
 */
final class VolumePaths {
    private final LinuxKit spec;
    private final Places places;

    /** @param places of the settings that will be given */
    private VolumePaths(LinuxKit spec, Places places) {
        this.spec = spec;
        this.places = places;
    }

    /**
     * What is neither a path nor a volume stays: the YAML's reader has refused it there, and a label may mean a path of the bundle.
     *
     * @throws VolumeIsReadOnly if a label wants to write to a read-only volume
     */
    static ContainerSettings in(ContainerSettings settings, LinuxKit spec) {
        VolumePaths paths = new VolumePaths(spec, settings.places());
        Filesystem old = settings.filesystem();
        Filesystem filesystem = new Filesystem(
                old.readonly(),
                paths.mounts(old.mounts()),
                paths.binds(old.binds(), "binds"),
                paths.binds(old.addedBinds(), "binds.add"),
                old.tmpfs(),
                old.devices(),
                old.maskedPaths(),
                old.readonlyPaths(),
                old.rootfsPropagation());
        return new ContainerSettings(
                settings.process(),
                settings.privileges(),
                settings.user(),
                filesystem,
                settings.namespaces(),
                settings.control(),
                settings.runtime(),
                settings.places());
    }

    private @Nullable List<Bind> binds(@Nullable List<Bind> binds, String key) {
        if (binds == null) {
            return null;
        }
        List<Bind> resolved = new ArrayList<>();
        for (int i = 0; i < binds.size(); i++) {
            resolved.add(bind(binds.get(i), key + "[" + i + "]"));
        }
        return List.copyOf(resolved);
    }

    private Bind bind(Bind bind, String key) {
        if (!bind.namesVolume()) {
            return bind;
        }
        List<String> options = bind.options();
        return new Bind(mergedPath(bind.source(), isReadonly(options), key), bind.destination(), options);
    }

    private @Nullable List<Mount> mounts(@Nullable List<Mount> mounts) {
        if (mounts == null) {
            return null;
        }
        List<Mount> resolved = new ArrayList<>();
        for (int i = 0; i < mounts.size(); i++) {
            resolved.add(mount(mounts.get(i), "mounts[" + i + "]"));
        }
        return List.copyOf(resolved);
    }

    private Mount mount(Mount mount, String key) {
        if (!mount.type().equals("bind") || mount.source().startsWith("/")) {
            return mount;
        }
        return new Mount(
                mount.destination(),
                mount.type(),
                mergedPath(mount.source(), isReadonly(mount.options()), key),
                withBind(mount.options()),
                mount.uidMappings(),
                mount.gidMappings());
    }

    /** Without the option the kernel looks for a file system of the name "bind", and runc says "no such device". */
    private static List<String> withBind(@Nullable List<String> options) {
        List<String> all = new ArrayList<>(options == null ? List.of() : options);
        if (!all.contains("bind") && !all.contains("rbind")) {
            all.add("rbind");
        }
        return List.copyOf(all);
    }

    private static boolean isReadonly(@Nullable List<String> options) {
        Optional<String> first = options == null
                ? Optional.empty()
                : options.stream()
                        .filter(option -> option.equals("ro") || option.equals("rw"))
                        .findFirst();
        return first.equals(Optional.of("ro"));
    }

    private String mergedPath(String name, boolean readonly, String key) {
        Optional<Volume> volume = spec.volume(name);
        if (volume.isPresent() && volume.get().readonly() && !readonly) {
            throw new VolumeIsReadOnly(places.at(key), name);
        }
        return volume.map(VolumeStage::mergedPath).orElse(name);
    }
}
