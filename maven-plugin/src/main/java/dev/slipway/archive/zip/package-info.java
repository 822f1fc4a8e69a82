/**
 * Zip archives (PKWARE APPNOTE 6.3), for those who unpack on any system.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: the same files and time give the same bytes; nothing is compressed, so no
 * compressor decides over them.
 */
@NullMarked
package dev.slipway.archive.zip;

import org.jspecify.annotations.NullMarked;
