package dev.slipway.recipe.depmod;

import dev.slipway.problem.Problem;
import java.util.Collection;

/** Modules need each other, so that none of them could ever be loaded. */
public final class CyclicModuleDependencies extends Problem {
    private static final long serialVersionUID = 1L;

    CyclicModuleDependencies(Collection<String> names) {
        super(
                Fault.USER,
                "kernel modules " + String.join(", ", names),
                "they depend on each other in a circle",
                "Check the package they come from; no kernel could load them.");
    }
}
