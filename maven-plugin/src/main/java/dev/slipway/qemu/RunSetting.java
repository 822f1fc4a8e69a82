package dev.slipway.qemu;

import dev.slipway.problem.Problem;

/** A setting of the goal {@code run} that cannot be used. */
final class RunSetting extends Problem {
    private static final long serialVersionUID = 1L;

    /**
     * @param name of the parameter without {@code slipway.run.}
     * @param value as the user wrote it
     * @param what the fact, in one sentence without a full stop
     */
    RunSetting(String name, String value, String what, String next) {
        super(Fault.USER, "slipway.run." + name + " '" + value + "'", what, next);
    }
}
