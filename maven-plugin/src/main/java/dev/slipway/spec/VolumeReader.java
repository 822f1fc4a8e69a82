package dev.slipway.spec;

import dev.slipway.oci.Platform;
import dev.slipway.spec.container.ContainerReader;
import dev.slipway.spec.container.ImageField;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code volumes}. */
final class VolumeReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+");
    private static final Map<String, Volume.Format> FORMATS =
            Map.of("filesystem", Volume.Format.FILESYSTEM, "oci", Volume.Format.OCI);

    private VolumeReader() {}

    static @Nullable Volume read(ObjectReader keys) {
        String name =
                name(keys.about("Name of the volume: a-z, 0-9, '_' and '-'.").required("name"));
        ImageField image = ContainerReader.optionalImage(
                keys.about("Image that the volume starts with; without it the volume is empty.")
                        .value("image"));
        boolean readonly =
                Boolean.TRUE.equals(keys.about("Whether containers can only read the volume; default: false.")
                        .bool("readonly"));
        Volume.Format format = keys.about(
                        "How the image lies in the volume: its files (filesystem, the default), or an OCI image layout (oci).")
                .oneOf("format", FORMATS);
        List<String> platforms = keys.about(
                        "Platforms of the image, as os/architecture[/variant]; default: the one that is built.")
                .list("platforms", VolumeReader::platform);
        return name == null
                ? null
                : new Volume(name, image, readonly, format, platforms == null ? List.of() : platforms, keys.places());
    }

    private static @Nullable String name(@Nullable ValueReader value) {
        return value == null ? null : value.text(NAME, "is not a name of a volume", "Use only a-z, 0-9, _ and -");
    }

    private static @Nullable String platform(ValueReader value) {
        return value.parsed(Platform::parse) == null ? null : value.text();
    }
}
