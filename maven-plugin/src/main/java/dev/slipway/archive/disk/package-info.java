/**
 * Files that carry a disk: qcow2, VHD, VHDX, VMDK, and the archive of Google Cloud. Each is written in one pass over a
 * {@link dev.slipway.archive.image.BlockImage}; where the disk has no piece, nothing is stored, as far as the format can say so.
 *
 * <p>May import {@code archive.gpt}, {@code archive.gzip}, {@code archive.image}, {@code content} and {@code problem}. Invariant: pure; what a
 * format knows besides the disk is derived from its identity, and memory does not grow with what is on the disk.
 */
@NullMarked
package dev.slipway.archive.disk;

import org.jspecify.annotations.NullMarked;
