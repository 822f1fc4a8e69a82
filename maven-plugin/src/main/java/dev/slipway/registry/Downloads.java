package dev.slipway.registry;

import dev.slipway.content.Content;
import dev.slipway.content.IOFunction;
import dev.slipway.content.Progress;
import dev.slipway.content.ProgressInputStream;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.oci.Descriptor;
import dev.slipway.problem.Problem;
import dev.slipway.registry.http.OfflineRequestRefused;
import dev.slipway.registry.http.Response;
import dev.slipway.registry.http.UnusableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bodies of answers: small ones whole, blobs as streams that go on after a cut. A mirror that does not help, whatever it answers, is
 * passed over, and the next server is asked.
 */
final class Downloads {
    private final EndpointClient client;
    private final Retry retry;
    private final RegistryEvents events;
    private final ConnectionLimit connections;
    private final Mirrors mirrors;

    Downloads(EndpointClient client, Retry retry, RegistryEvents events, ConnectionLimit connections) {
        this.client = client;
        this.retry = retry;
        this.events = events;
        this.connections = connections;
        this.mirrors = new Mirrors(events);
    }

    /** A whole body and who sent it. */
    record Body(Endpoint server, Response response, Content content) {
        String header(String name) {
            return response.header(name);
        }
    }

    /**
     * @param servers mirrors first, the registry itself last
     * @param limit one byte more is read at most, so that the caller can see that it is too long
     * @param reading takes out of a body what is wanted; if it throws a {@link Problem}, a mirror is passed over
     */
    <T> T body(List<Endpoint> servers, RegistryRequest request, int limit, IOFunction<Body, T> reading)
            throws IOException {
        List<String> reasons = new ArrayList<>();
        for (Endpoint mirror : servers.subList(0, servers.size() - 1)) {
            try {
                return retry.run(
                        request.image(),
                        mirror.toString(),
                        Retry.FEW_ATTEMPTS,
                        () -> once(mirror, request, limit, reading));
            } catch (OfflineRequestRefused e) {
                throw e;
            } catch (Problem e) {
                reasons.add(mirrors.passedOver(request.image(), mirror.toString(), e));
            }
        }
        Endpoint registry = servers.get(servers.size() - 1);
        try {
            return retry.run(
                    request.image(),
                    registry.toString(),
                    Retry.ATTEMPTS,
                    () -> once(registry, request, limit, reading));
        } catch (RegistryProblem e) {
            throw e.afterMirrors(reasons);
        }
    }

    private <T> T once(Endpoint server, RegistryRequest request, int limit, IOFunction<Body, T> reading)
            throws IOException {
        try (Response response = client.once(server, request)) {
            byte[] bytes = response.body().readNBytes(limit + 1);
            if (request.isDocument() && (response.isHtml() || startsAsPage(bytes))) {
                throw new UnusableResponse("answers with an HTML page (Content-Type: " + response.header("Content-Type")
                        + ") where " + request.item() + " should be; is it a login page, or a page of a proxy?");
            }
            try {
                return reading.apply(new Body(server, response, Content.of(bytes)));
            } catch (Problem e) {
                if (response.showsItsEnd()) {
                    throw e;
                }
                throw new IOException("the connection was cut, or the server sends other content: after " + bytes.length
                        + " bytes of a response without a length, " + e.what());
            }
        }
    }

    /** No document is XML or HTML. */
    private static boolean startsAsPage(byte[] bytes) {
        for (byte each : bytes) {
            if (!Character.isWhitespace(each)) {
                return each == '<';
            }
        }
        return false;
    }

    /** Whether the bytes that came last were a mirror's and wrong, so that another attempt asks another server. */
    boolean mayDiffer(Descriptor descriptor) {
        return mirrors.areWrong(descriptor.digest());
    }

    /** A verified stream; its first byte has been asked for. */
    InputStream stream(List<Endpoint> servers, RegistryRequest request, Descriptor descriptor) throws IOException {
        Endpoint registry = servers.get(servers.size() - 1);
        Runnable leave = connections.enter(registry.host());
        try {
            List<Endpoint> asked = mirrors.areWrong(descriptor.digest()) ? List.of(registry) : servers;
            BlobDownload blob =
                    new BlobDownload(client, retry, mirrors, new BlobDownload.Wanted(request, descriptor, asked));
            ResumingStream resuming = new ResumingStream(descriptor.size(), blob::openAt, blob::failed);
            String where = request.image() + " from " + blob.server();
            VerifyingInputStream verified = new VerifyingInputStream(
                            resuming, descriptor.digest(), descriptor.size(), where)
                    .reporting(blob::wrong);
            Progress progress = events.started(new RegistryEvents.Transfer(
                    registry.host(), request.image(), descriptor.digest(), descriptor.size()));
            return new ProgressInputStream(verified, descriptor.size(), progress, leave);
        } catch (IOException | RuntimeException e) {
            leave.run();
            throw e;
        }
    }
}
