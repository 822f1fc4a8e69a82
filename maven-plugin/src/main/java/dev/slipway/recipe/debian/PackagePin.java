package dev.slipway.recipe.debian;

import dev.slipway.content.Digest;

/**
 * The exact bytes of a binary package.
 *
 * @param path below the archive's root, {@code pool/main/b/busybox/...}
 * @param size in bytes
 */
public record PackagePin(String name, DebianVersion version, String path, long size, Digest digest) {
    public PackagePin {
        if (size <= 0) {
            throw new MalformedDebianPackage(name, "its size is " + size + " bytes");
        }
        if (digest.algorithm() != Digest.Algorithm.SHA256) {
            throw new MalformedDebianPackage(name, "its digest is no sha256");
        }
        if (!path.startsWith("pool/") || path.contains("..") || !path.endsWith(".deb")) {
            throw new MalformedDebianPackage(name, "its path '" + path + "' does not lead to a .deb below pool/");
        }
    }
}
