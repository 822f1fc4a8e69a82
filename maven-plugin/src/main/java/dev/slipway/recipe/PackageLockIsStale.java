package dev.slipway.recipe;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ShellWord;

/** Recipe and lock do not name the same packages. */
public final class PackageLockIsStale extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param update what {@code slipway.update} must name */
    PackageLockIsStale(String where, String what, String update) {
        super(
                Fault.USER,
                where,
                what,
                "Run: mvn slipway:package -Dslipway.update=" + ShellWord.of(update) + "\nThen commit package.lock.");
    }
}
