package dev.slipway.registry.http;

/** The transport of an offline build: it has no way to open a connection. */
public final class RefusingTransport implements Transport {
    @Override
    public Response send(Request request) {
        throw new OfflineRequestRefused(request.image(), request.item());
    }
}
