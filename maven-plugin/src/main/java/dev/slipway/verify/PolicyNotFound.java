package dev.slipway.verify;

import dev.slipway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** It is not clear which policy holds; none would be the wrong answer. */
final class PolicyNotFound extends Problem {
    private static final long serialVersionUID = 1L;

    PolicyNotFound(String where, String what, String next, @Nullable Throwable cause) {
        super(Fault.USER, where, what, next, cause);
    }
}
