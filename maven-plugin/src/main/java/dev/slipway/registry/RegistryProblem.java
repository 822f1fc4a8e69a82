package dev.slipway.registry;

import dev.slipway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A server was asked and did not help; where there is another one with the same images, it may. */
abstract sealed class RegistryProblem extends Problem
        permits RegistryUnreachable, RegistryFailed, UnauthorizedAtRegistry, ImageNotFound, TooManyRequests {
    private static final long serialVersionUID = 1L;

    RegistryProblem(Fault fault, String image, String what, String next, @Nullable Throwable cause) {
        super(fault, image, what, next, cause);
    }
}
