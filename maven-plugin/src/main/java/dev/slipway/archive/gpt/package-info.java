/**
 * Partition tables of disks with 512-byte sectors: the GUID partition table and the master boot record that guards it (UEFI
 * specification, chapter 5).
 *
 * <p>May import {@code content} and {@code problem}. Invariant: pure; an id that exists nowhere else is derived from a seed,
 * never drawn.
 */
@NullMarked
package dev.slipway.archive.gpt;

import org.jspecify.annotations.NullMarked;
