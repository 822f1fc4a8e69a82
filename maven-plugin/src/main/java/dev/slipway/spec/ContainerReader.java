package dev.slipway.spec;

import dev.slipway.oci.ImageReference;
import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import dev.slipway.spec.ContainerSettings.Control;
import dev.slipway.spec.ContainerSettings.Filesystem;
import dev.slipway.spec.ContainerSettings.Namespaces;
import dev.slipway.spec.ContainerSettings.Privileges;
import dev.slipway.spec.ContainerSettings.Process;
import dev.slipway.spec.ContainerSettings.User;
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
final class ContainerReader {
    private static final String LABEL = "org.mobyproject.config";
    private static final long MAX_ID = 0xFFFF_FFFFL;
    private static final int MAX_SCORE = 1000;

    private ContainerReader() {}

    static @Nullable Container read(ObjectReader keys) {
        String name = name(keys.required("name"));
        Image image = image(keys.required("image"));
        ContainerSettings settings = settings(keys);
        return name == null || image == null ? null : new Container(name, image, settings);
    }

    static ContainerSettings readLabel(String label, String image) {
        String file = "label " + LABEL + " of " + image;
        if (label.isBlank()) {
            return absent(new Place(file, 1, 1, ""));
        }
        return Yaml.read(label, file, ContainerReader::label);
    }

    static ContainerSettings label(ObjectReader keys) {
        for (String key : List.of("name", "image")) {
            if (keys.value(key) != null) {
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

    static @Nullable Image image(@Nullable ValueReader value) {
        if (value == null) {
            return null;
        }
        String text = value.text();
        ImageReference reference = text == null ? null : value.parsed(ImageReference::parse);
        return text == null || reference == null ? null : new Image(text, reference, value.place());
    }

    /** An image where the empty text means none. */
    static @Nullable Image optionalImage(@Nullable ValueReader value) {
        return value == null || value.isEmptyText() ? null : image(value);
    }

    private static ContainerSettings settings(ObjectReader keys) {
        Privileges privileges = privileges(keys);
        Filesystem filesystem = filesystem(keys);
        Process process = process(keys);
        Namespaces namespaces = namespaces(keys);
        User user = new User(
                id(keys.value("uid")), id(keys.value("gid")), keys.list("additionalGids", ContainerReader::id));
        Control control = new Control(
                keys.text("cgroupsPath"),
                ResourcesReader.read(keys),
                keys.textMap("sysctl"),
                keys.textMap("annotations"));
        RuntimeSettings runtime = keys.object("runtime", RuntimeReader::read);
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
        Long score = keys.integer("oomScoreAdj", -MAX_SCORE, MAX_SCORE);
        return new Process(
                keys.texts("command"),
                keys.texts("env"),
                notEmpty(keys.text("cwd")),
                score == null ? null : score.intValue(),
                parsed(keys, "rlimits", Rlimit::parse));
    }

    private static Privileges privileges(ObjectReader keys) {
        return new Privileges(
                capabilities(keys, "capabilities"),
                capabilities(keys, "capabilities.add"),
                capabilities(keys, "ambient"),
                keys.bool("noNewPrivileges"));
    }

    private static Filesystem filesystem(ObjectReader keys) {
        return new Filesystem(
                keys.bool("readonly"),
                keys.list("mounts", MountReader::readForContainer),
                parsed(keys, "binds", Bind::parse),
                parsed(keys, "binds.add", Bind::parse),
                parsed(keys, "tmpfs", Tmpfs::parse),
                keys.list("devices", DeviceReader::read),
                keys.texts("maskedPaths"),
                keys.texts("readonlyPaths"),
                keys.text("rootfsPropagation"));
    }

    private static Namespaces namespaces(ObjectReader keys) {
        return new Namespaces(
                notEmpty(keys.text("net")),
                notEmpty(keys.text("pid")),
                notEmpty(keys.text("ipc")),
                notEmpty(keys.text("uts")),
                notEmpty(keys.text("userns")),
                notEmpty(keys.text("hostname")),
                keys.list("uidMappings", MountReader::mapping),
                keys.list("gidMappings", MountReader::mapping));
    }

    private static <T> @Nullable List<T> parsed(ObjectReader keys, String key, Function<String, T> parser) {
        return keys.list(key, value -> value.parsed(parser));
    }

    /** LinuxKit takes the empty text for "not written" where another word says the same. */
    private static @Nullable String notEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** A number, or the name of a container. */
    static @Nullable Id id(@Nullable ValueReader value) {
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
                    "'" + name + "' cannot stand beside other capabilities",
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
