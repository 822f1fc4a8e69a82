/**
 * Programs of UEFI: unified kernel images, and their signatures (Microsoft PE format; "Windows Authenticode Portable Executable Signature
 * Format").
 *
 * <p>May import {@code archive.image}, {@code der}, {@code content} and {@code problem}. Invariant: pure but for a signing key that its
 * caller has; the same stub, sections and key give the same bytes.
 */
@NullMarked
package dev.slipway.archive.pe;

import org.jspecify.annotations.NullMarked;
