package dev.slipway.oci;

import dev.slipway.json.JsonObject;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an image runs on, in Go's words (OCI image-spec, "Image Index Property Descriptions", {@code platform}).
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}, {@code arm64}; {@code x86_64} and {@code aarch64} are translated
 * @param variant {@code v7}; null if none is said
 */
public record Platform(String os, String architecture, @Nullable String variant) implements Comparable<Platform> {
    private static final Pattern WORD = Pattern.compile("[a-z0-9._-]+");
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "x86-64", "amd64", "aarch64", "arm64", "i386", "386", "armhf", "arm");

    public Platform {
        os = os.toLowerCase(Locale.ROOT);
        architecture = architecture.toLowerCase(Locale.ROOT);
        architecture = ARCHITECTURES.getOrDefault(architecture, architecture);
        variant = variant == null || variant.isEmpty() ? null : variant.toLowerCase(Locale.ROOT);
        String text = os + "/" + architecture + (variant == null ? "" : "/" + variant);
        if (!WORD.matcher(os).matches()
                || !WORD.matcher(architecture).matches()
                || (variant != null && !WORD.matcher(variant).matches())) {
            throw new MalformedPlatform(text);
        }
    }

    /**
     * Reads {@code linux/amd64} or {@code linux/arm/v7}.
     *
     * @throws MalformedPlatform if the text is something else
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new MalformedPlatform(text);
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
    }

    /** The fields {@code os}, {@code architecture} and {@code variant} of an object. */
    static Platform of(JsonObject json) {
        try {
            return new Platform(json.text("os"), json.text("architecture"), json.textOr("variant", ""));
        } catch (MalformedPlatform e) {
            String text = "os '" + json.text("os") + "', architecture '" + json.text("architecture") + "'";
            throw json.malformed("", "is not a platform: " + text);
        }
    }

    /** The same; null if it is none: one odd entry of an index must not make the others unusable. */
    static @Nullable Platform find(JsonObject json) {
        try {
            return new Platform(json.textOr("os", ""), json.textOr("architecture", ""), json.textOr("variant", ""));
        } catch (MalformedPlatform e) {
            return null;
        }
    }

    /** The best of some platforms to run here: the same, else the newest older variant (arm64 is arm64/v8, arm is arm/v7). */
    public Optional<Platform> bestOf(Collection<Platform> offered) {
        return VariantOrder.best(this, offered);
    }

    /** The platform that build tools write on attestations, which are no images. */
    public boolean isUnknown() {
        return os.equals("unknown") || architecture.equals("unknown");
    }

    @Override
    public int compareTo(Platform other) {
        return toString().compareTo(other.toString());
    }

    /** {@code linux/arm/v7}. */
    @Override
    public String toString() {
        return os + "/" + architecture + (variant == null ? "" : "/" + variant);
    }
}
