/**
 * The newc cpio format, as the kernel unpacks an initramfs (kernel, {@code driver-api/early-userspace/buffer-format.rst} and
 * {@code init/initramfs.c}).
 *
 * <p>May import {@code tree}, {@code content} and {@code problem}. Invariant: what the kernel would drop or change in silence is
 * refused by name.
 */
@NullMarked
package dev.slipway.archive.cpio;

import org.jspecify.annotations.NullMarked;
