/**
 * The {@code iso} output: one file that is a CD and a disk, started by BIOS and by UEFI, with one copy of kernel and initrd
 * that both boot loaders read from the ISO 9660 file system.
 *
 * <p>May import {@code archive.fat}, {@code archive.gpt}, {@code archive.image}, {@code archive.iso9660}, {@code tree},
 * {@code content} and {@code problem}. Invariant: the command line reaches the kernel byte for byte, or the image is not made.
 */
@NullMarked
package dev.slipway.output.iso;

import org.jspecify.annotations.NullMarked;
