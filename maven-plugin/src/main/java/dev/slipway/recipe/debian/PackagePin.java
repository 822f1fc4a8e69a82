package dev.slipway.recipe.debian;

import dev.slipway.content.Digest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exact bytes of a binary package.
 *
 * @param path below the archive's root, {@code pool/main/b/busybox/..._amd64.deb}
 * @param size in bytes
 */
public record PackagePin(String name, DebianVersion version, String path, long size, Digest digest) {
    // Plain segments only: the path becomes part of a URL and of a YAML text.
    private static final Pattern PATH =
            Pattern.compile("pool(?:/[0-9A-Za-z][0-9A-Za-z.+~_-]*){1,8}_([0-9a-z-]+)\\.deb");

    public PackagePin {
        if (size <= 0) {
            throw new MalformedDebianPackage(name, "its size is " + size + " bytes");
        }
        if (digest.algorithm() != Digest.Algorithm.SHA256) {
            throw new MalformedDebianPackage(name, "its digest is not a sha256");
        }
        if (!PATH.matcher(path).matches()) {
            throw new MalformedDebianPackage(name, "its path '" + path + "' does not lead to a .deb below pool/");
        }
    }

    /** The same bytes under another name. */
    PackagePin withName(String other) {
        return new PackagePin(other, version, path, size, digest);
    }

    /** Whether it runs on an architecture, in Debian's words. */
    public boolean fits(String architecture) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches()
                && (matcher.group(1).equals(architecture) || matcher.group(1).equals("all"));
    }

    /** The version, and enough of the digest to tell two builds of it apart. */
    String described() {
        return version + " (sha256:" + digest.hex().substring(0, 12) + ")";
    }
}
