package dev.slipway.registry;

import java.io.IOException;

/** A server has answered, but not with the file. */
public final class FileNotSent extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    FileNotSent(String answer, boolean mayPass) {
        super(answer);
        this.mayPass = mayPass;
    }

    /** Whether another attempt makes sense. */
    public boolean mayPass() {
        return mayPass;
    }
}
