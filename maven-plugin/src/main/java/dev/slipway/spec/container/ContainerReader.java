package dev.slipway.spec.container;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import dev.slipway.spec.container.ContainerSettings.Control;
import dev.slipway.spec.container.ContainerSettings.Filesystem;
import dev.slipway.spec.container.ContainerSettings.Namespaces;
import dev.slipway.spec.container.ContainerSettings.Privileges;
import dev.slipway.spec.container.ContainerSettings.Process;
import dev.slipway.spec.container.ContainerSettings.User;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.Suggestion;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads entries of {@code onboot}, {@code onshutdown} and {@code services}, and labels of images. */
public final class ContainerReader {
    private static final long MAX_ID = 0xFFFF_FFFFL;
    private static final int MAX_SCORE = 1000;

    /** LinuxKit takes root for host. */
    private static final List<String> NAMESPACES = List.of("host", "new", "none", "root");

    private ContainerReader() {}

    public static @Nullable Container read(ObjectReader keys) {
        String name = name(
                keys.about("Name of the container, unique in its section; it is the name of a directory in the system.")
                        .required("name"));
        ImageField image = image(keys.about(
                        "Image that the container runs: a registry's, or one with maven:, oci:, oci-archive: or docker-archive: before it.")
                .required("image"));
        ContainerSettings settings = settings(keys);
        return name == null || image == null ? null : new Container(name, image, settings);
    }

    static ContainerSettings readLabel(String label, String image) {
        String file = "label " + LinuxKitLabel.NAME + " of " + image;
        if (label.isBlank()) {
            return absent(new Place(file, 1, 1, ""));
        }
        return Yaml.read(label, file, ContainerReader::label);
    }

    static ContainerSettings label(ObjectReader keys) {
        for (String key : List.of("name", "image")) {
            if (keys.has(key)) {
                keys.value(key);
                keys.refuse("a label cannot set '" + key + "'", "Remove it from the label");
            }
        }
        return settings(keys);
    }

    private static ContainerSettings absent(Place place) {
        return new ContainerSettings(
                new Process(null, null, null, null, null),
                new Privileges(null, null, null, null),
                new User(null, null, null),
                new Filesystem(null, null, null, null, null, null, null, null, null),
                new Namespaces(null, null, null, null, null, null, null, null),
                new Control(null, null, null, null),
                RuntimeSettings.absent(),
                Places.of(place, new TreeMap<>()));
    }

    /** A name becomes a directory, so it must not be a path. */
    private static @Nullable String name(@Nullable ValueReader value) {
        String name = value == null ? null : value.text();
        if (name == null || value == null) {
            return null;
        }
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0 || hasControls(name)) {
            value.refuse(
                    "'" + name.replace('\0', '?') + "' cannot be the name of a directory",
                    "Write a name without '/', such as nginx");
            return null;
        }
        return name;
    }

    private static boolean hasControls(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    public static @Nullable ImageField image(@Nullable ValueReader value) {
        if (value == null) {
            return null;
        }
        String text = value.text();
        ImageReference reference = text == null ? null : value.parsed(ImageReference::parse);
        return text == null || reference == null ? null : new ImageField(text, reference, value.place());
    }

    /** An image where the empty text means none. */
    public static @Nullable ImageField optionalImage(@Nullable ValueReader value) {
        return value == null || value.isEmptyText() ? null : image(value);
    }

    private static ContainerSettings settings(ObjectReader keys) {
        Privileges privileges = privileges(keys);
        Filesystem filesystem = filesystem(keys);
        Process process = process(keys);
        Namespaces namespaces = namespaces(keys);
        User user = new User(
                id(keys.about(
                                "User that the process runs as: a number, or the name of a container, which then has a user ID of its own.")
                        .value("uid")),
                id(keys.about(
                                "Group that the process runs as: a number, or the name of a container, which then has a group ID of its own.")
                        .value("gid")),
                keys.about("Further groups of the process: numbers, or names of containers.")
                        .list("additionalGids", ContainerReader::id));
        Control control = new Control(
                keys.about("Control group of the container; a path, or a name below the default parent.")
                        .text("cgroupsPath"),
                ResourcesReader.read(keys),
                keys.about(
                                "Kernel parameters of the container's own namespaces, such as net.ipv4.ip_forward: \"1\"; see sysctl(8).")
                        .textMap("sysctl"),
                ServiceAnnotations.read(keys.about(
                                "Free keys and texts, written to the OCI configuration as they are; those with dev.slipway. first say how a service starts and stops.")
                        .value("annotations")));
        RuntimeSettings runtime = keys.about("What the init system prepares for the container before it starts.")
                .object("runtime", RuntimeReader::read);
        return new ContainerSettings(
                process,
                privileges,
                user,
                filesystem,
                namespaces,
                control,
                runtime == null ? RuntimeSettings.absent() : runtime,
                keys.places());
    }

    private static Process process(ObjectReader keys) {
        Long score = keys.about(
                        "How soon the kernel ends the process when memory is short: -1000 is never, 1000 is first.")
                .integer("oomScoreAdj", -MAX_SCORE, MAX_SCORE);
        return new Process(
                keys.about("Program and arguments; replaces the image's entry point and command.")
                        .texts("command"),
                keys.about("Environment variables as NAME=value; replaces the image's.")
                        .texts("env"),
                notEmpty(keys.about("Working directory of the process, an absolute path; default: the image's, or /.")
                        .text("cwd")),
                score == null ? null : score.intValue(),
                parsed(
                        keys.about(
                                "Limits of the process as name,soft,hard, such as nofile,1024,unlimited; see setrlimit(2)."),
                        "rlimits",
                        Rlimit::parse));
    }

    private static Privileges privileges(ObjectReader keys) {
        return new Privileges(
                capabilities(
                        keys.about(
                                "Linux capabilities of the process, such as CAP_NET_ADMIN, or 'all' or 'none' alone; default: none."),
                        "capabilities"),
                capabilities(
                        keys.about(
                                "Capabilities in addition to those that the image's label has; without effect beside 'capabilities'."),
                        "capabilities.add"),
                capabilities(
                        keys.about(
                                "Ambient capabilities, which the programs that the process starts inherit; names, or 'all' or 'none' alone."),
                        "ambient"),
                keys.about(
                                "Whether the process can gain no privileges from the programs that it starts (no_new_privs).")
                        .bool("noNewPrivileges"));
    }

    private static Filesystem filesystem(ObjectReader keys) {
        return new Filesystem(
                keys.about("Whether the container's root file system is read-only; default: false.")
                        .bool("readonly"),
                keys.about("Mounts in the container; one at the destination of a default mount replaces it.")
                        .list("mounts", MountReader::readForContainer),
                parsed(
                        keys.about(
                                "Bind mounts as source:destination or source:destination:options; a source without '/' first is a volume."),
                        "binds",
                        Bind::parse),
                parsed(
                        keys.about(
                                "Bind mounts in addition to those that the image's label has; without effect beside 'binds'."),
                        "binds.add",
                        Bind::parse),
                parsed(
                        keys.about(
                                "File systems in memory as destination or destination:options, such as /tmp:size=64m."),
                        "tmpfs",
                        Tmpfs::parse),
                keys.about("Device nodes in the container's /dev, and devices that it may use.")
                        .list("devices", DeviceReader::read),
                keys.about("Paths that the container cannot read.").texts("maskedPaths"),
                keys.about("Paths that the container cannot write.").texts("readonlyPaths"),
                keys.about(
                                "Mount propagation of the root file system: private, rprivate, slave, rslave, shared, rshared or unbindable.")
                        .text("rootfsPropagation"));
    }

    private static Namespaces namespaces(ObjectReader keys) {
        return new Namespaces(
                namespace(keys.about(
                                "Network namespace: 'new', 'none', 'host', or the path of a namespace; default: the host's.")
                        .value("net")),
                namespace(keys.about(
                                "Process ID namespace: 'new', 'none', 'host', or the path of a namespace; default: a new one.")
                        .value("pid")),
                namespace(keys.about(
                                "Inter-process communication namespace: 'new', 'none', 'host', or the path of a namespace; default: the host's.")
                        .value("ipc")),
                namespace(keys.about(
                                "Host name namespace: 'new', 'none', 'host', or the path of a namespace; default: the host's.")
                        .value("uts")),
                namespace(keys.about(
                                "User namespace: 'new', 'none', 'host', or the path of a namespace; default: the host's.")
                        .value("userns")),
                notEmpty(keys.about("Host name in the container; needs 'uts: new'.")
                        .text("hostname")),
                keys.about(
                                "Mapping of user IDs of the container to those of the host, for a user namespace of its own.")
                        .list("uidMappings", MountReader::mapping),
                keys.about(
                                "Mapping of group IDs of the container to those of the host, for a user namespace of its own.")
                        .list("gidMappings", MountReader::mapping));
    }

    /** A word that nobody knows would be taken for a path, and runc would not find it. */
    private static @Nullable String namespace(@Nullable ValueReader value) {
        String text = value == null ? null : notEmpty(value.text());
        if (value == null || text == null || text.startsWith("/") || NAMESPACES.contains(text)) {
            return text;
        }
        value.refuse(
                "there is no namespace '" + text + "'",
                Suggestion.of(text, NAMESPACES)
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Write 'new', 'none', 'host', or a path, such as /run/netns/mine"));
        return null;
    }

    private static <T> @Nullable List<T> parsed(ObjectReader keys, String key, Function<String, T> parser) {
        return keys.list(key, value -> value.parsed(parser));
    }

    /** LinuxKit takes the empty text for "not written" where another word says the same. */
    private static @Nullable String notEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** A number, or the name of a container. */
    public static @Nullable Id id(@Nullable ValueReader value) {
        if (value == null) {
            return null;
        }
        if (value.isText()) {
            String name = value.text();
            return name == null ? null : new Id.OfContainer(name);
        }
        Long number = value.integer(0, MAX_ID);
        return number == null ? null : new Id.Number(number);
    }

    private static @Nullable List<String> capabilities(ObjectReader keys, String key) {
        ValueReader value = keys.value(key);
        List<String> names = value == null ? null : value.texts();
        if (value == null || names == null || isAllOrNone(names)) {
            return names;
        }
        return value.list(ContainerReader::capability);
    }

    private static boolean isAllOrNone(List<String> names) {
        return names.size() == 1
                && (names.get(0).equalsIgnoreCase("all") || names.get(0).equalsIgnoreCase("none"));
    }

    private static @Nullable String capability(ValueReader value) {
        // The list was read as texts already: a second complaint about a wrong type would be one too many.
        String name = value.isText() ? value.text() : null;
        if (name == null || Capabilities.ALL.contains(name)) {
            return name;
        }
        if (name.equalsIgnoreCase("all") || name.equalsIgnoreCase("none")) {
            value.refuse(
                    "'" + name + "' cannot be combined with other capabilities",
                    "Write [" + name + "] alone, or names only");
            return null;
        }
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith("CAP_") ? upper : "CAP_" + upper;
        value.refuse(
                "there is no capability '" + name + "'",
                Suggestion.of(full, Capabilities.ALL)
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Write a name of capabilities(7), such as CAP_NET_ADMIN"));
        return null;
    }
}
