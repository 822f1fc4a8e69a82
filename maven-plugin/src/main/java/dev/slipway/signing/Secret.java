package dev.slipway.signing;

import org.jspecify.annotations.Nullable;

/**
 * A password or PIN; it is never printed.
 *
 * @param text null if there is none
 */
record Secret(@Nullable String text) {
    static final Secret NONE = new Secret(null);

    boolean isThere() {
        return text != null;
    }

    /** Its characters; an empty array if there is none. */
    char[] chars() {
        return text == null ? new char[0] : text.toCharArray();
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
