package dev.slipway.environment;

import dev.slipway.problem.Problem;
import java.util.List;

/** A setting has a value that it cannot have, or is none. */
public final class InvalidSetting extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param words the values that it can have */
    public InvalidSetting(String setting, String value, List<String> words) {
        this(setting, "there is no '" + value + "'", "Write one of: " + String.join(", ", words));
    }

    public InvalidSetting(String setting, String what, String next) {
        super(Fault.USER, setting, what, next);
    }
}
