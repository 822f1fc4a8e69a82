package dev.slipway.build;

import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** What is to run has not been built. */
public final class NothingToRun extends Problem {
    private static final long serialVersionUID = 1L;

    NothingToRun(Path file) {
        super(
                Fault.USER,
                file.toString(),
                "there is no such file",
                "Build it first: mvn package     or name another one with -Dslipway.run.image=<file.iso, or what stands before"
                        + " -kernel and -initrd.img>");
    }
}
