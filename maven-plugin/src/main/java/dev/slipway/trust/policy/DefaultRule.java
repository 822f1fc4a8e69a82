package dev.slipway.trust.policy;

import java.util.Locale;

/** What becomes of images for which there is no rule, from the loosest to the strictest. */
public enum DefaultRule {
    /** Used; the report says that nothing was proven. */
    ACCEPT,
    /** Only what the YAML's {@code trust} names must be proven; the rest is used, and listed as unverified. */
    LISTED,
    /** Must have a digest in the YAML or in the lock. */
    PINNED,
    /** Not used. */
    REJECT;

    /** The stricter of two. */
    public DefaultRule stricter(DefaultRule other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The word of the policy. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
