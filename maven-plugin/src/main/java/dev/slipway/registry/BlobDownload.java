package dev.slipway.registry;

import dev.slipway.oci.Descriptor;
import dev.slipway.problem.Problem;
import dev.slipway.registry.http.Response;
import dev.slipway.registry.http.UnusableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** One blob, asked for at an offset as often as its connection is cut; mirrors that fail are not asked for it again. */
final class BlobDownload {
    private final EndpointClient client;
    private final Retry retry;
    private final Mirrors mirrors;
    private final Wanted wanted;

    /** The one that is asked now, and those that stand in for it; the registry itself is the last. */
    private final Deque<Endpoint> servers;

    private final Endpoint registry;
    private final List<String> reasons;

    /** The last mirror that has sent a part of it; empty if none has. */
    private String mirror = "";

    /** Who has sent the body: with a redirect, not only the server that was asked. */
    private String sender = "";

    /**
     * What is asked for, and whom.
     *
     * @param servers mirrors first, the registry itself last
     */
    record Wanted(RegistryRequest request, Descriptor descriptor, List<Endpoint> servers) {}

    BlobDownload(EndpointClient client, Retry retry, Mirrors mirrors, Wanted wanted) {
        this.client = client;
        this.retry = retry;
        this.mirrors = mirrors;
        this.wanted = wanted;
        this.servers = new ArrayDeque<>(wanted.servers);
        this.registry = wanted.servers.get(wanted.servers.size() - 1);
        this.reasons = new ArrayList<>(mirrors.reasons(wanted.descriptor.digest()));
    }

    /** Who sends it, for messages. */
    String server() {
        return sender;
    }

    /** Its bytes were wrong in the end; if a mirror has sent any of them, it is passed over the next time. */
    void wrong(Problem mismatch) {
        if (!mirror.isEmpty()) {
            mirrors.wrongBlob(wanted.descriptor.digest(), wanted.request.image(), mirror, mismatch);
        }
    }

    InputStream openAt(long offset) throws IOException {
        while (servers.size() > 1) {
            try {
                InputStream body = open(current(), offset, Retry.FEW_ATTEMPTS);
                mirror = current().toString();
                return body;
            } catch (RegistryProblem e) {
                passOver(e);
            }
        }
        try {
            return open(registry, offset, Retry.ATTEMPTS);
        } catch (RegistryProblem e) {
            throw e.afterMirrors(reasons);
        }
    }

    /** Between two attempts: waits, or goes on with the next server, or gives up. */
    void failed(int failures, IOException failure) throws InterruptedIOException {
        boolean standsIn = servers.size() > 1;
        try {
            retry.pause(
                    wanted.request.image(), sender, standsIn ? Retry.FEW_ATTEMPTS : Retry.ATTEMPTS, failures, failure);
        } catch (RegistryProblem e) {
            if (!standsIn) {
                throw e.afterMirrors(reasons);
            }
            passOver(e);
        }
    }

    private Endpoint current() {
        return Objects.requireNonNull(servers.peek());
    }

    private void passOver(RegistryProblem reason) {
        reasons.add(mirrors.passedOver(wanted.request.image(), servers.remove().toString(), reason));
    }

    private InputStream open(Endpoint server, long offset, int attempts) throws IOException {
        if (offset > 0) {
            RegistryRequest rest = wanted.request.with("Range", "bytes=" + offset + "-");
            Response partial = ask(server, rest, attempts);
            if (partial.status() == 206 && partial.header("Content-Range").startsWith("bytes " + offset + "-")) {
                return partial.body();
            }
            if (partial.status() == 200) {
                return body(server, partial, offset);
            }
            partial.close();
        }
        return body(server, ask(server, wanted.request, attempts), offset);
    }

    private Response ask(Endpoint server, RegistryRequest request, int attempts) throws IOException {
        Response response = client.get(server, request, attempts);
        sender = response.redirected() ? response.server() + " (" + server + " redirects there)" : server.toString();
        return response;
    }

    /** A body that cannot be the blob is refused before a byte of it is used. */
    private InputStream body(Endpoint server, Response response, long offset) throws IOException {
        OptionalLong length = response.length();
        boolean otherLength = length.isPresent() && length.getAsLong() != wanted.descriptor.size();
        if (otherLength || (response.isHtml() && length.isEmpty())) {
            response.close();
            String lengths = otherLength
                    ? "sends " + length.getAsLong() + " bytes for " + wanted.request.item() + ", and the manifest says "
                            + wanted.descriptor.size()
                    : "sends something else for " + wanted.request.item();
            String what =
                    lengths + (response.isHtml() ? ": an HTML page; is it a login page, or a page of a proxy?" : "");
            throw new RegistryFailed(wanted.request.image(), server.toString(), 1, what, new UnusableResponse(what));
        }
        return skipped(response.body(), offset);
    }

    private static InputStream skipped(InputStream body, long offset) throws IOException {
        try {
            body.skipNBytes(offset);
            return body;
        } catch (IOException e) {
            body.close();
            throw e;
        }
    }
}
