package dev.slipway.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A part of an archive that packages are taken from, in the words of its file {@code Release}.
 *
 * @param codename {@code bookworm}, {@code bookworm-security}
 * @param key fingerprint of the key that must have signed it, in capitals; null for an archive of Debian's own, signed with one of Debian's
 */
public record DebianSuite(String origin, String codename, String component, @Nullable String key) {
    static final String DEBIAN = "Debian";

    /** What its file Release is called in a lock: one Release covers all components. */
    public String release() {
        return (origin.equals(DEBIAN) ? "" : origin + " ") + codename;
    }

    @Override
    public String toString() {
        return release() + " " + component;
    }
}
