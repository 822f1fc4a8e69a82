/**
 * FAT12, FAT16 and FAT32 volumes with long names, written once and never changed (Microsoft FAT specification 1.03, "FAT: General
 * Overview of On-Disk Format").
 *
 * <p>May import {@code archive.image}, {@code tree}, {@code content} and {@code problem}. Invariant: pure; every file and directory
 * is one run of clusters, in canonical order, and the same tree gives the same bytes.
 */
@NullMarked
package dev.slipway.archive.fat;

import org.jspecify.annotations.NullMarked;
