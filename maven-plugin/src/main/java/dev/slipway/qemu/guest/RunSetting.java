package dev.slipway.qemu.guest;

import dev.slipway.problem.Problem;

/** A setting of the goal {@code run}. */
public final class RunSetting {
    private RunSetting() {}

    /**
     * It cannot be used.
     *
     * @param name of the parameter without {@code slipway.run.}
     * @param value as the user wrote it
     * @param what the fact, in one sentence without a full stop
     */
    public static Problem invalid(String name, String value, String what, String next) {
        return Problem.user("slipway.run." + name + " '" + value + "'", what, next);
    }
}
