package dev.slipway.packaging;

import dev.slipway.result.OutputNames;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the goal {@code package} is asked for.
 *
 * @param recipe the {@code package.yml}; relative paths in it count from its folder
 * @param lock the {@code package.lock}
 * @param names of the image's file and artifact
 * @param refName the image's tag in that layout, or null for none
 * @param outputTimestamp time of the image and upper limit of all times in it, in seconds since 1970-01-01T00:00:00Z
 * @param debianMirror addresses of Debian archives, or null for those of the machine's APT
 * @param update which pins may move, {@code all} or a pattern over package names; null for none
 * @param frozen whether a change of the lock is a failure
 */
public record PackageRequest(
        Path recipe,
        Path lock,
        OutputNames names,
        @Nullable String refName,
        long outputTimestamp,
        @Nullable String debianMirror,
        @Nullable String update,
        boolean frozen) {
    /** A request whose lock is {@code package.lock} beside the recipe. */
    public static PackageRequest of(Path recipe, OutputNames names, long outputTimestamp) {
        Path lock = recipe.resolveSibling("package.lock");
        return new PackageRequest(recipe, lock, names, null, outputTimestamp, null, null, false);
    }

    /** The file to write, an OCI layout in a plain tar. */
    public Path image() {
        return names.file(PackageImage.FILE);
    }

    /** With a tag, or null for none. */
    public PackageRequest withRefName(@Nullable String other) {
        return new PackageRequest(recipe, lock, names, other, outputTimestamp, debianMirror, update, frozen);
    }

    /** With the addresses of Debian archives; null or empty for those of the machine's APT. */
    public PackageRequest withDebianMirror(@Nullable String other) {
        return new PackageRequest(recipe, lock, names, refName, outputTimestamp, other, update, frozen);
    }

    /** With pins that may move; null or empty for none. */
    public PackageRequest withUpdate(@Nullable String other) {
        String pattern = other == null || other.isBlank() ? null : other.strip();
        return new PackageRequest(recipe, lock, names, refName, outputTimestamp, debianMirror, pattern, frozen);
    }

    /** With a lock that may change, or not. */
    public PackageRequest withFrozen(boolean other) {
        return new PackageRequest(recipe, lock, names, refName, outputTimestamp, debianMirror, update, other);
    }
}
