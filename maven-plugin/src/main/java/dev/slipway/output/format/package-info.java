/**
 * The kinds of file that a system can be written as. Each is a record of its settings which plans its files from a
 * {@link dev.slipway.output.format.BootableSystem}; {@link dev.slipway.output.format.OutputFormats} lists them all.
 *
 * <p>May import {@code archive.disk}, {@code archive.erofs}, {@code archive.image}, {@code archive.iso9660},
 * {@code archive.pe}, {@code archive.squashfs}, {@code archive.tar}, {@code archive.zip}, {@code oci}, {@code oci.layout}, {@code output},
 * {@code output.card}, {@code output.disk}, {@code output.iso}, {@code output.netboot}, {@code tree}, {@code content}
 * and {@code problem}. Invariant: a plan depends on the system and the settings only, and opens
 * no files of its own.
 */
@NullMarked
package dev.slipway.output.format;

import org.jspecify.annotations.NullMarked;
