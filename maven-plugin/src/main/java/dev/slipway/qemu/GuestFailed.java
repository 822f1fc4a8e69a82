package dev.slipway.qemu;

import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** A guest did not end by switching itself off. */
public final class GuestFailed extends Problem {
    private static final long serialVersionUID = 1L;

    private final int status;

    private GuestFailed(Path image, int status, String what) {
        super(Fault.USER, image.toString(), what, "See the console output above.");
        this.status = status;
    }

    static GuestFailed told(Path image, int status) {
        return new GuestFailed(image, status, "the guest ended with status " + status);
    }

    static GuestFailed ofQemu(Path image, int status) {
        return new GuestFailed(image, status, "QEMU ended with status " + status);
    }

    /** The guest's status, or else QEMU's; not 0. */
    public int status() {
        return status;
    }
}
