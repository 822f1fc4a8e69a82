/**
 * Memory cards for machines whose own firmware reads a FAT file system and knows neither BIOS nor UEFI.
 *
 * <p>May import {@code archive.fat}, {@code archive.gpt}, {@code archive.image}, {@code output.iso}, {@code tree}, {@code content} and
 * {@code problem}. Invariant: pure; the card depends on the system alone.
 */
@NullMarked
package dev.slipway.output.card;

import org.jspecify.annotations.NullMarked;
