/**
 * Images as files: OCI layouts and the archives of {@code docker save}, read and written.
 *
 * <p>May import {@code archive.tar}, {@code json}, {@code oci}, {@code content} and {@code problem}. Invariant: the written
 * bytes depend on the image alone.
 */
@NullMarked
package dev.slipway.oci.layout;

import org.jspecify.annotations.NullMarked;
