/**
 * The archive format of an initramfs: newc cpio, as the kernel's {@code Documentation/driver-api/early-userspace/buffer-format.rst}
 * describes it and {@code init/initramfs.c} reads it.
 *
 * <p>May import {@code tree}, {@code content} and {@code problem}. Invariant: a header is made of our own values alone.
 */
@NullMarked
package dev.slipway.archive.cpio;

import org.jspecify.annotations.NullMarked;
