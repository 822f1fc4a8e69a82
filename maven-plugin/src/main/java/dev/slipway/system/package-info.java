/**
 * The system of a project: its inputs, read and verified, and the composed system that the output formats ask for their parts.
 *
 * <p>May import {@code environment}, {@code project}, {@code images}, {@code verify}, {@code incremental}, {@code lock}, {@code
 * spec}, {@code compose}, {@code oci}, {@code output}, {@code output.format}, {@code output.iso}, {@code archive.cpio}, {@code
 * archive.gzip}, {@code archive.zstd}, {@code store}, {@code tree}, {@code content} and {@code problem}. Invariant: each part is
 * made once, and only when it is asked for.
 */
@NullMarked
package dev.slipway.system;

import org.jspecify.annotations.NullMarked;
