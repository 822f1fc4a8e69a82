package dev.slipway.compose;

import dev.slipway.compose.program.MountPoints;
import dev.slipway.compose.runtime.MountTable;
import dev.slipway.compose.runtime.RuntimeMount;
import dev.slipway.problem.Place;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.ContainerSettings.Filesystem;
import dev.slipway.spec.container.Mount;
import dev.slipway.tree.FileTree;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container of the system, for questions about how it will start.
 *
 * @param settings YAML over label, volumes as paths
 * @param tree the image's
 * @param uid the user's number
 */
record ComposedContainer(Container yaml, ContainerSettings settings, FileTree tree, long uid) {
    /** All that is mounted in it, defaults included. */
    List<RuntimeMount> mounts() {
        return MountTable.of(settings.filesystem());
    }

    /** Where something is mounted, by the runtime or before it runs. */
    MountPoints mountPoints() {
        Stream<String> before = orEmpty(settings.runtime().mounts()).stream()
                .map(Mount::destination)
                .filter(destination -> !destination.startsWith("/"));
        return new MountPoints(Stream.concat(mounts().stream().map(RuntimeMount::destination), before)
                .toList());
    }

    /** Bind mounts of the host's directories and files. */
    List<RuntimeMount> binds() {
        return mounts().stream().filter(ComposedContainer::isBind).toList();
    }

    private static boolean isBind(RuntimeMount mount) {
        return mount.type().equals("bind") && mount.source().startsWith("/");
    }

    /** Where the YAML asks for a mount; for one out of the label, where it names the image. */
    Place placeOf(RuntimeMount mount) {
        Filesystem written = yaml.settings().filesystem();
        String to = mount.destination();
        return Stream.of(
                        place("binds", written.binds(), bind -> bind.destination()
                                .equals(to)),
                        place("binds.add", written.addedBinds(), bind -> bind.destination()
                                .equals(to)),
                        place("mounts", written.mounts(), each -> each.destination()
                                .equals(to)),
                        place("tmpfs", written.tmpfs(), tmpfs -> tmpfs.destination()
                                .equals(to)))
                .flatMap(Function.identity())
                .findFirst()
                .orElse(yaml.image().place());
    }

    private <T> Stream<Place> place(String key, @Nullable List<T> entries, Predicate<T> wanted) {
        List<T> list = orEmpty(entries);
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .filter(i -> wanted.test(list.get(i)))
                .map(i -> yaml.places().at(key + "[" + i + "]"));
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
