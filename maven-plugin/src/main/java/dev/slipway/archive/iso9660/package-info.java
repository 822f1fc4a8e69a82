/**
 * ISO 9660 images (ECMA-119) with Rock Ridge (SUSP 1.12, RRIP 1.09), Joliet and El Torito boot entries.
 *
 * <p>One class per structure on the disc. A volume is planned first, from sizes alone, so that its boot files' places are known
 * before a byte is written; contents are opened when their turn comes.
 *
 * <p>May import {@code archive.image}, {@code tree}, {@code content} and {@code problem}. Invariants: pure; equal contents lie on
 * the disc once; the same volume gives the same bytes.
 */
@NullMarked
package dev.slipway.archive.iso9660;

import org.jspecify.annotations.NullMarked;
