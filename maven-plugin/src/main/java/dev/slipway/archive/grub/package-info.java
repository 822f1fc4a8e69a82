/**
 * GRUB's core for PCs with a BIOS, put together out of the files of Debian's {@code grub-pc-bin} as {@code grub-mkimage} does it (GRUB
 * 2.06, {@code util/mkimage.c}).
 *
 * <p>May import {@code content} and {@code problem}. Invariant: pure; the same files, modules and prefix give the same bytes.
 */
@NullMarked
package dev.slipway.archive.grub;

import org.jspecify.annotations.NullMarked;
