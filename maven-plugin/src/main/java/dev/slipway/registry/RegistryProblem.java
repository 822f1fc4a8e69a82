package dev.slipway.registry;

import dev.slipway.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server was asked and did not help; where there is another one with the same images, it may. */
abstract sealed class RegistryProblem extends Problem
        permits RegistryUnreachable, RegistryFailed, UnauthorizedAtRegistry, ImageNotFound, TooManyRequests {
    private static final long serialVersionUID = 1L;

    private String mirrors = "";

    RegistryProblem(Fault fault, String image, String what, String next, @Nullable Throwable cause) {
        super(fault, image, what, next, cause);
    }

    /** Adds why the mirrors that were asked before did not help: where only they can be reached, the fault is there. */
    final RegistryProblem afterMirrors(List<String> reasons) {
        mirrors = String.join("; ", reasons);
        return this;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + (mirrors.isEmpty() ? "" : "\n  Asked before: " + mirrors);
    }
}
