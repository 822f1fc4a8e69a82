package dev.slipway.qemu;

import dev.slipway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** There is no QEMU to run. */
public final class QemuMissing extends Problem {
    private static final long serialVersionUID = 1L;

    QemuMissing(String program, QemuMachine machine, @Nullable Throwable cause) {
        super(
                Fault.ENVIRONMENT,
                program,
                "this program cannot be started",
                "Install QEMU (Debian: apt-get install " + machine.debianPackage()
                        + "; macOS: brew install qemu), or name it with -Dslipway.run.qemu=<path>. QEMU is needed only to run images, not to build them.",
                cause);
    }
}
