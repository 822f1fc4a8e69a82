package dev.slipway.spec.container;

import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code mounts} and id mappings. */
final class MountReader {
    private static final long MAX_ID = 0xFFFF_FFFFL;
    private static final Set<String> KNOW_THEIR_DESTINATION = Set.of("proc", "devpts", "sysfs", "cgroup", "mqueue");

    private MountReader() {}

    /** An entry of {@code runtime.mounts}, which is mounted as it is. */
    static @Nullable Mount read(ValueReader value) {
        return value.object(keys -> new Mount(
                orEmpty(keys.about("Path in the container.").text("destination")),
                orEmpty(keys.about("Type of the file system, such as bind, tmpfs, proc or overlay.")
                        .text("type")),
                orEmpty(keys.about("What is mounted: a path, a device, or a name that belongs to the type.")
                        .text("source")),
                keys.about("Mount options, such as ro, nosuid or size=64m; see mount(8).")
                        .texts("options"),
                orEmpty(keys.about("Mapping of user IDs for the mount.").list("uidmappings", MountReader::mapping)),
                orEmpty(keys.about("Mapping of group IDs for the mount.").list("gidmappings", MountReader::mapping))));
    }

    /** An entry of a container's {@code mounts}, where type and destination may follow from each other. */
    static @Nullable Mount readForContainer(ValueReader value) {
        Mount mount = read(value);
        if (mount == null) {
            return null;
        }
        boolean typeFollows = KNOW_THEIR_DESTINATION.contains(mount.source())
                || mount.destination().equals("/dev");
        if (mount.type().isEmpty() && !typeFollows) {
            value.refuse("the mount has no type", "Add type: bind, type: tmpfs or another type of file system");
            return null;
        }
        String type = mount.type().isEmpty() ? mount.source() : mount.type();
        if (mount.destination().isEmpty() && !KNOW_THEIR_DESTINATION.contains(type)) {
            value.refuse("the mount of type " + type + " has no destination", "Add destination: /path");
            return null;
        }
        return mount;
    }

    static @Nullable IdMapping mapping(ValueReader value) {
        return value.object(keys -> new IdMapping(
                id(keys.about("First ID on the host."), "hostID"),
                id(keys.about("First ID in the container."), "containerID"),
                id(keys.about("How many IDs follow each other."), "size")));
    }

    private static long id(ObjectReader keys, String key) {
        Long id = keys.integer(key, 0, MAX_ID);
        return id == null ? 0 : id;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
