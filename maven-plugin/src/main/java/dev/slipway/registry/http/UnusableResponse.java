package dev.slipway.registry.http;

import java.io.IOException;

/** A server has answered with something that cannot be used, and another attempt would bring the same. */
public final class UnusableResponse extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what without the server's name: {@code redirects to ..}, {@code answers with ..} */
    public UnusableResponse(String what) {
        super(what);
    }
}
