package dev.slipway.spec.container;

import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code devices}. */
final class DeviceReader {
    private static final Set<String> RULE_TYPES = Set.of("", "a", "b", "c");
    private static final Set<String> NODE_TYPES = Set.of("b", "c", "u", "p");

    private DeviceReader() {}

    static @Nullable Device read(ValueReader value) {
        return value.object(DeviceReader::read);
    }

    private static @Nullable Device read(ObjectReader keys) {
        String path = keys.about(
                        "Path of the device node, such as /dev/kvm; or 'all' for a rule that allows all devices of a type.")
                .requiredText("path");
        boolean rule = "all".equals(path);
        String type = keys.about(
                        "'c' for a character device, 'b' for a block device, 'u' for unbuffered, 'p' for a pipe; 'a' with path: all.")
                .text("type");
        Long major = keys.about("Major number of the device; -1 is any.").integer("major", -1, Integer.MAX_VALUE);
        Long minor = keys.about("Minor number of the device; -1 is any.").integer("minor", -1, Integer.MAX_VALUE);
        String mode = mode(keys, rule);
        if (path == null) {
            return null;
        }
        String kind = type == null ? "" : type;
        if (!(rule ? RULE_TYPES : NODE_TYPES).contains(kind)) {
            keys.refuse(
                    "a device cannot have the type '" + kind + "'",
                    rule ? "Write type: a, b or c" : "Write type: c (character), b (block), u or p");
        }
        return new Device(path, kind, major == null ? 0 : major, minor == null ? 0 : minor, mode);
    }

    /** For {@code path: all} LinuxKit ignores the mode, and people write the rights of a cgroup rule there: {@code rwm}. */
    private static @Nullable String mode(ObjectReader keys, boolean rule) {
        ValueReader value = keys.about(
                        "Permission bits of the node, octal digits in quotes: \"0666\"; without meaning with path: all.")
                .requiredIf(!rule, "mode");
        if (value == null) {
            return null;
        }
        return rule ? value.text() : ModeReader.read(value);
    }
}
