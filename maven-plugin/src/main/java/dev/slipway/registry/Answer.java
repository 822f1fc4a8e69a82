package dev.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/**
 * @param redirected true if another server than the one that was asked has answered
 * @param body until its end or {@link #close}
 */
record Answer(int status, HttpHeaders headers, InputStream body, boolean redirected) implements AutoCloseable {
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
