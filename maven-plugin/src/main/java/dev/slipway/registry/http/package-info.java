/**
 * One HTTP request and its answer: the JDK's client with proxies, timeouts that work on bodies, and redirects that are checked.
 *
 * <p>May import {@code json}, {@code registry.http.header}, {@code registry.http.settings}, {@code content} and {@code problem}.
 * Invariant: no secret is sent to another server than the one it is for.
 */
@NullMarked
package dev.slipway.registry.http;

import org.jspecify.annotations.NullMarked;
