package dev.slipway.registry;

import java.io.IOException;

/** A server has answered with something that cannot be used, and another attempt would bring the same. */
final class UnusableAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what without the server's name: {@code redirects to ..}, {@code answers with ..} */
    UnusableAnswer(String what) {
        super(what);
    }
}
