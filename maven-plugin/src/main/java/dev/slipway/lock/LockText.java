package dev.slipway.lock;

import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Platform;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MalformedReference;
import dev.slipway.problem.Problem;
import dev.slipway.trust.notary.NotaryState;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lock as text: YAML with one line for each fact, so that a review sees what moved. */
final class LockText {
    private static final String HEADER =
            "# Written by slipway:resolve; commit it. Pins move with -Dslipway.update=all, or =<pattern>.\n";
    private static final long VERSION = 1;

    /** Why these have no digest is what a reader of the lock asks first. */
    private static final String MODULES = "# Modules of this project: the commit pins them.\nmodules:\n";

    private static final String BOOT_LOADERS = "# What an ISO starts by.\nbootLoaders:\n";

    /** What YAML reads as the text that it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/@+-]*(?::[A-Za-z0-9._/@+-]+)*+");

    private static final Pattern MODULE = Pattern.compile("[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+");

    private LockText() {}

    static String format(Lock lock) {
        StringBuilder text =
                new StringBuilder(HEADER).append("version: ").append(VERSION).append('\n');
        text.append(lock.images().isEmpty() ? "images: {}\n" : "images:\n");
        lock.images().forEach(image -> append(text, image));
        text.append(lock.modules().isEmpty() ? "" : MODULES);
        lock.modules()
                .forEach(module -> text.append("  - ").append(quoted(module)).append('\n'));
        text.append(lock.bootLoaders().isEmpty() ? "" : BOOT_LOADERS);
        lock.bootLoaders().forEach(image -> append(text, image));
        return text.append(NotaryText.format(lock.notary())).toString();
    }

    private static void append(StringBuilder text, LockedImage image) {
        text.append("  ").append(quoted(image.reference())).append(":\n");
        text.append("    digest: ").append(image.root().digest()).append('\n');
        text.append("    mediaType: ").append(quoted(image.root().mediaType())).append('\n');
        text.append("    size: ").append(image.root().size()).append('\n');
        text.append("    platforms:\n");
        image.platforms().forEach((platform, digest) -> text.append("      ")
                .append(quoted(platform.toString()))
                .append(": ")
                .append(digest)
                .append('\n'));
    }

    static String quoted(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : text.codePoints().mapToObj(LockText::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    /** YAML's escapes, so that a path with a line feed or a bell in it stays on its line and is read back. */
    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + Character.toString(c);
        }
        return c >= ' ' && c < 0x7F ? Character.toString(c) : String.format(Locale.ROOT, "\\U%08X", c);
    }

    static Lock parse(String text, String file) {
        return Yaml.read(text, file, root -> {
            ValueReader version = root.required("version");
            if (version != null) {
                version.integer(VERSION, VERSION);
            }
            ValueReader images = root.required("images");
            SortedMap<String, Pin> pins = images == null ? null : images.map(value -> value.object(LockText::pin));
            ValueReader modules = root.value("modules");
            List<String> named = modules == null ? null : modules.list(LockText::module);
            ValueReader loaders = root.value("bootLoaders");
            SortedMap<String, Pin> loaderPins =
                    loaders == null ? null : loaders.map(value -> value.object(LockText::pin));
            ValueReader notary = root.value("notary");
            SortedMap<String, NotaryState> seen =
                    notary == null ? null : notary.map(value -> value.object(NotaryText::state));
            return images == null || pins == null
                    ? null
                    : Lock.of(images(pins, images))
                            .withBootLoaders(
                                    loaders == null || loaderPins == null ? List.of() : images(loaderPins, loaders))
                            .withModules(named == null ? List.of() : named)
                            .withNotary(seen == null ? new TreeMap<>() : seen);
        });
    }

    private static @Nullable String module(ValueReader value) {
        String text = value.text();
        if (text != null && !MODULE.matcher(text).matches()) {
            value.refuse("'" + text + "' is not groupId:artifactId", "Let slipway:resolve write this file again.");
            return null;
        }
        return text;
    }

    private record Pin(Descriptor root, SortedMap<Platform, Digest> platforms) {}

    private static Collection<LockedImage> images(SortedMap<String, Pin> pins, ValueReader images) {
        SortedMap<String, LockedImage> byReference = new TreeMap<>();
        pins.forEach((written, pin) -> {
            LockedImage image = new LockedImage(canonical(written), pin.root, pin.platforms);
            LockedImage other = byReference.putIfAbsent(image.reference(), image);
            if (other != null && !other.equals(image)) {
                images.refuse(
                        image.reference() + " is locked twice, in two spellings and with two digests",
                        "Delete the entry that is wrong");
            }
        });
        return byReference.values();
    }

    /** Locks of older versions may spell a reference in another way; what is no reference is no image of any YAML. */
    private static String canonical(String written) {
        try {
            return ImageReference.parse(written).canonical();
        } catch (MalformedReference e) {
            return written;
        }
    }

    private static @Nullable Pin pin(ObjectReader entry) {
        Digest digest = entry.requiredParsed("digest", Digest::parse);
        String mediaType = entry.requiredText("mediaType");
        ValueReader size = entry.required("size");
        Long bytes = size == null ? null : size.integer(1, Long.MAX_VALUE);
        ValueReader written = entry.required("platforms");
        SortedMap<String, Digest> platforms =
                written == null ? null : written.map(value -> value.parsed(Digest::parse));
        if (digest == null || mediaType == null || bytes == null || platforms == null) {
            return null;
        }
        try {
            SortedMap<Platform, Digest> parsed = new TreeMap<>();
            platforms.forEach((platform, manifest) -> parsed.put(Platform.parse(platform), manifest));
            return new Pin(Descriptor.of(mediaType, digest, bytes), parsed);
        } catch (Problem e) {
            entry.refuse(e.where() + ": " + e.what(), e.next());
            return null;
        }
    }
}
