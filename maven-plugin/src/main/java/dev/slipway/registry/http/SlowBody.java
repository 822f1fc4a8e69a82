package dev.slipway.registry.http;

import java.io.IOException;

/** A body does not come on, or so slowly that it never ends. */
public final class SlowBody extends IOException {
    private static final long serialVersionUID = 1L;

    SlowBody(String what) {
        super(what);
    }
}
