/**
 * Disks: what stands on one, and where. A disk has a GUID partition table; its size follows from what is on it and may only be made larger.
 *
 * <p>May import {@code archive.ext4}, {@code archive.fat}, {@code archive.gpt}, {@code archive.grub}, {@code archive.image},
 * {@code archive.verity}, {@code output.iso}, {@code tree}, {@code content} and {@code problem}. Invariant: pure; every identifier is derived
 * from the disk's name, nothing of a disk is in memory before it is read, and what is empty costs nothing.
 */
@NullMarked
package dev.slipway.output.disk;

import org.jspecify.annotations.NullMarked;
