package dev.slipway.spec.container;

import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code devices}.
 *
 * @param type {@code a}, {@code b}, {@code c}, {@code p} or {@code u}
 * @param mode octal digits, and present, unless the path is {@code all}: then it means nothing
 */
public record Device(String path, String type, long major, long minor, @Nullable String mode) {
    /** True for {@code path: all}: a rule that allows all devices of a type, not a device. */
    public boolean allowsAll() {
        return path.equals("all");
    }

    /** Permission bits. */
    public int fileMode() {
        return mode == null ? 0 : Integer.parseInt(mode, 8);
    }
}
