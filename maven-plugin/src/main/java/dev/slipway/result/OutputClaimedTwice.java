package dev.slipway.result;

import dev.slipway.problem.Problem;

/** Two executions would make the same file or artifact. */
public final class OutputClaimedTwice extends Problem {
    private static final long serialVersionUID = 1L;

    OutputClaimedTwice(OutputClaims.Execution first, OutputClaims.Execution second, String deed) {
        super(
                Fault.USER,
                second.toString(),
                "it would " + deed + ", and so does " + first,
                "Give one of the two a <classifier> of its own: its files and artifacts are named with it.");
    }
}
