package dev.slipway.build;

import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** A guest did not end by switching itself off. */
public final class GuestFailed extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param status of QEMU */
    public GuestFailed(Path image, int status) {
        super(Fault.USER, image.toString(), "QEMU ended with status " + status, "The guest's last words stand above.");
    }
}
