package dev.slipway.packaging;

import dev.slipway.content.Digest;
import java.nio.file.Path;

/**
 * An image that the goal {@code package} has written.
 *
 * @param manifest the image's digest, as a lock names it
 * @param file an OCI layout in a plain tar
 * @param size of the file, in bytes
 * @param fileDigest the sha256 of the file
 */
public record PackagedImage(Digest manifest, Path file, long size, Digest fileDigest) {}
