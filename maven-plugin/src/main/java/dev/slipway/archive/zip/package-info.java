/**
 * The zip format, as APPNOTE.TXT describes it: reading of what is stored or deflated, with the modes that Unix tools write.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: a member that was read to its end has the size and the checksum that the
 * directory of the zip states.
 */
@NullMarked
package dev.slipway.archive.zip;

import org.jspecify.annotations.NullMarked;
