package dev.slipway.spec.metadata;

import dev.slipway.spec.FileEntry;
import dev.slipway.spec.FileEntry.MetadataFormat;
import dev.slipway.spec.Kernel;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Volume;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ImageField;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file with {@code metadata: yaml} or {@code json}: the merged YAML with canonical image references, in the
 * order and form of LinuxKit's own structs. Where LinuxKit's YAML cannot be read again ({@code resources}, id mappings) the
 * keys are those of the format instead.
 */
public final class Metadata {
    private final MetadataFormat format;
    private final SettingsFields settings;

    private Metadata(MetadataFormat format) {
        this.format = format;
        this.settings = new SettingsFields(format);
    }

    /** The text, as long as LinuxKit's: YAML ends with a line feed, JSON without. */
    public static String print(LinuxKit spec, MetadataFormat format) {
        Fields fields = new Metadata(format).fields(spec);
        return format == MetadataFormat.YAML ? GoYaml.print(fields) : GoJson.print(fields);
    }

    private Fields fields(LinuxKit spec) {
        Fields fields = new Fields().put("kernel", kernel(spec.kernel()));
        section(fields, "init", spec.init(), ImageField::expanded);
        section(fields, "onboot", spec.onboot(), this::container);
        section(fields, "onshutdown", spec.onshutdown(), this::container);
        section(fields, "services", spec.services(), this::container);
        section(fields, "files", spec.files(), Metadata::file);
        section(fields, "volumes", spec.volumes(), Metadata::volume);
        return fields;
    }

    /** Go's nil slice: null in JSON, an empty list in YAML. */
    private <T> void section(Fields fields, String key, List<T> entries, Function<T, Object> print) {
        if (entries.isEmpty() && format == MetadataFormat.JSON) {
            fields.putNull(key);
        } else {
            fields.put(key, entries.stream().map(print).toList());
        }
    }

    private static Fields kernel(Kernel kernel) {
        return new Fields()
                .put("image", kernel.image() == null ? "" : kernel.image().expanded())
                .putUnlessEmpty("cmdline", kernel.cmdline())
                .putUnlessEmpty("binary", kernel.binary())
                .putUnlessNull("tar", kernel.tar())
                .putUnlessNull("ucode", kernel.ucode());
    }

    private Fields container(Container container) {
        Fields fields = new Fields()
                .put("name", container.name())
                .put("image", container.image().expanded());
        return settings.addTo(fields, container.settings());
    }

    private static Fields file(FileEntry file) {
        return new Fields()
                .put("path", file.path())
                .put("directory", file.directory())
                .putUnlessNull("symlink", file.symlink())
                .putUnlessNull("contents", file.contents())
                .putUnlessNull("source", file.source())
                .putUnlessNull("metadata", lowerCase(file.metadata()))
                .put("optional", file.optional())
                .putUnlessNull("mode", file.mode())
                .putUnlessNull("uid", SettingsFields.id(file.uid()))
                .putUnlessNull("gid", SettingsFields.id(file.gid()));
    }

    private static Fields volume(Volume volume) {
        Fields fields = new Fields()
                .put("name", volume.name())
                .putUnlessNull(
                        "image", volume.image() == null ? null : volume.image().text());
        if (volume.readonly()) {
            fields.put("readonly", true);
        }
        fields.putUnlessNull("format", lowerCase(volume.format()));
        return volume.platforms().isEmpty() ? fields : fields.put("platforms", volume.platforms());
    }

    private static @Nullable String lowerCase(@Nullable Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }
}
