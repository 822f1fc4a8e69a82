package dev.slipway.registry.http;

import java.io.IOException;

/** One request, one answer; redirects are followed, nothing is tried twice. */
public interface Transport {
    /** Any answer that came, whatever its status; the caller closes it. */
    Answer send(Request request) throws IOException;
}
