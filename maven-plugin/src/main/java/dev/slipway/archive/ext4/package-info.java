/**
 * Empty ext4 volumes of any size, for data (Linux, "ext4 Data Structures and Algorithms").
 *
 * <p>May import {@code archive.image}, {@code content} and {@code problem}. Invariant: pure; a volume of 8 GiB has less than 200 KiB of
 * bytes that are not zero, and nothing else is ever in memory.
 */
@NullMarked
package dev.slipway.archive.ext4;

import org.jspecify.annotations.NullMarked;
