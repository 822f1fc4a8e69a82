package dev.slipway.registry;

import java.io.IOException;

/** A body does not come on, or so slowly that it never ends. */
final class SlowBody extends IOException {
    private static final long serialVersionUID = 1L;

    SlowBody(String what) {
        super(what);
    }
}
