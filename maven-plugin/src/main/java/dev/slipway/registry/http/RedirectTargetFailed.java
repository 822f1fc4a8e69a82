package dev.slipway.registry.http;

import java.io.IOException;

/** The server that was asked is well, but the one it redirects to, such as its storage, is not. */
public final class RedirectTargetFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final IOException failure;

    /** @param server host and port of the one that failed */
    RedirectTargetFailed(String server, IOException failure) {
        super(server + ": " + failure.getMessage(), failure);
        this.server = server;
        this.failure = failure;
    }

    public String server() {
        return server;
    }

    public IOException failure() {
        return failure;
    }
}
