package dev.slipway.registry.http.settings;

import dev.slipway.problem.Problem;

/** A setting of the network that cannot be meant so. */
public final class MalformedSetting extends Problem {
    private static final long serialVersionUID = 1L;

    public MalformedSetting(String where, String what, String next) {
        super(Fault.USER, where, what, next);
    }
}
