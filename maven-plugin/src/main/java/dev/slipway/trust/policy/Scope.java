package dev.slipway.trust.policy;

import dev.slipway.oci.ImageReference;
import dev.slipway.oci.MalformedReference;
import dev.slipway.oci.RegistryReference;

/**
 * Which images a rule is for: one repository ({@code docker.io/linuxkit/kernel}), all below a path ({@code docker.io/linuxkit/*}),
 * all of a Maven group ({@code maven:dev.example:*}), or all ({@code *}).
 *
 * @param name canonical, without the star
 * @param prefix whether anything may follow
 */
public record Scope(String name, boolean prefix) {
    private static final String WILD = "*";

    /**
     * Reads a scope and makes it canonical, so that {@code linuxkit/*} is {@code docker.io/linuxkit/*}.
     *
     * @throws MalformedReference if it is none
     */
    public static Scope parse(String text) {
        if (text.equals(WILD)) {
            return new Scope("", true);
        }
        boolean wild = text.endsWith("/" + WILD) || text.endsWith(":" + WILD);
        if (!wild) {
            return new Scope(nameOf(ImageReference.parse(text)), false);
        }
        String base = text.substring(0, text.length() - 1);
        if (base.startsWith("maven:") || base.startsWith("oci")) {
            return new Scope(base, true);
        }
        // A name in the place of the star, so that the reference's own grammar decides about the rest.
        String canonical = nameOf(ImageReference.parse(base + "x"));
        return new Scope(canonical.substring(0, canonical.length() - 1), true);
    }

    /** The name that scopes are compared with: of registries without tag and digest. */
    public static String nameOf(ImageReference reference) {
        return reference instanceof RegistryReference registry
                ? registry.host() + "/" + registry.repository()
                : reference.canonical();
    }

    /** True if the rule is for this image. */
    public boolean covers(ImageReference reference) {
        String other = nameOf(reference);
        return prefix ? other.startsWith(name) : other.equals(name);
    }

    /** The longer the name, the more specific; one repository is more specific than any path. */
    int specificity() {
        return prefix ? name.length() : Integer.MAX_VALUE;
    }

    @Override
    public String toString() {
        return prefix ? name + WILD : name;
    }
}
