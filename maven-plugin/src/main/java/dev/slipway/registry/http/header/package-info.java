/**
 * Fields of HTTP headers, as servers write them.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: whatever a server sends, reading it ends and fails with nothing but emptiness.
 */
@NullMarked
package dev.slipway.registry.http.header;

import org.jspecify.annotations.NullMarked;
