package dev.slipway.qemu;

import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** What is to run has not been built. */
public final class NothingToRun extends Problem {
    private static final long serialVersionUID = 1L;

    NothingToRun(Path file, String what) {
        super(
                Fault.USER,
                file.toString(),
                what,
                "Build it first: mvn package\n"
                        + "Or name another one with -Dslipway.run.image=<an ISO, or the common beginning of -kernel and -initrd.img>");
    }
}
