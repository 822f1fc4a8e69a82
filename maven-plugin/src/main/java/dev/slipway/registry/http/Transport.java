package dev.slipway.registry.http;

import java.io.IOException;

/** One request, one response; redirects are followed, nothing is tried twice. */
public interface Transport {
    /** Any response that came, whatever its status; the caller closes it. */
    Response send(Request request) throws IOException;
}
