package dev.slipway.registry.http;

import java.io.IOException;

/** A proxy that lets nobody through whom it does not know. */
public final class ProxyWantsPassword extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyWantsPassword(String proxy) {
        super("the proxy " + proxy + " requires a password, or refuses the one that it got (status 407)");
    }
}
