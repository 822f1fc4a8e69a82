/**
 * What a goal may use of the computer and the Maven that it runs in: folders, network settings, logins, artifacts and a log;
 * and what it says where they do not give what is asked for.
 *
 * <p>May import {@code content} and {@code problem}. Invariant: values and interfaces only; nothing here opens a file or a
 * connection.
 */
@NullMarked
package dev.slipway.environment;

import org.jspecify.annotations.NullMarked;
