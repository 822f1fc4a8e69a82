package dev.slipway.build;

import dev.slipway.problem.Problem;
import java.util.List;

/** A setting that knows some words has another one. */
public final class SettingNotUnderstood extends Problem {
    private static final long serialVersionUID = 1L;

    SettingNotUnderstood(String setting, String value, List<String> words) {
        super(Fault.USER, setting, "there is no '" + value + "'", "Write one of: " + String.join(", ", words));
    }
}
