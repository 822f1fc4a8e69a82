package dev.slipway.trust.policy;

import dev.slipway.problem.Problem;

/** A word that the policy does not know. */
final class NotInPolicy extends Problem {
    private static final long serialVersionUID = 1L;

    NotInPolicy(String what, String next) {
        super(Fault.USER, "trust policy", what, next);
    }
}
