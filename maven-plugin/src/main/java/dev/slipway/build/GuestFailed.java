package dev.slipway.build;

import dev.slipway.problem.Problem;
import java.nio.file.Path;

/** A guest did not end by switching itself off. */
public final class GuestFailed extends Problem {
    private static final long serialVersionUID = 1L;

    private final int status;

    private GuestFailed(Path image, int status, String what) {
        super(Fault.USER, image.toString(), what, "Its last words stand above.");
        this.status = status;
    }

    /** @param status of QEMU */
    static GuestFailed of(Path image, QemuMachine machine, int status) {
        int written = machine.writtenStatus(status);
        return written == 0
                ? new GuestFailed(image, status, "QEMU ended with status " + status)
                : new GuestFailed(image, written, "the guest ended with status " + written);
    }

    /** The guest's status, or else QEMU's; not 0. */
    public int status() {
        return status;
    }
}
