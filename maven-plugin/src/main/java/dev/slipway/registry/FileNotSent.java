package dev.slipway.registry;

import java.io.IOException;

/** A server has answered, but not with the file. */
public final class FileNotSent extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;
    private final boolean gone;

    /** @param gone whether the server says that it has no such file (RFC 9110 15.5.5, 15.5.11) */
    FileNotSent(String response, boolean mayPass, boolean gone) {
        super(response);
        this.mayPass = mayPass;
        this.gone = gone;
    }

    /** Whether the server has no such file. */
    public boolean gone() {
        return gone;
    }

    /** Whether another attempt makes sense. */
    public boolean mayPass() {
        return mayPass;
    }
}
