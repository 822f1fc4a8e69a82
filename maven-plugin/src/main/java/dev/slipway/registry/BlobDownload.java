package dev.slipway.registry;

import dev.slipway.oci.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** One blob, asked for at an offset as often as its connection is cut; mirrors that fail are not asked for it again. */
final class BlobDownload {
    private final Exchange exchange;
    private final Retry retry;
    private final RegistryEvents events;
    private final Wanted wanted;

    /** The one that is asked now, and those that stand in for it; the registry itself is the last. */
    private final Deque<Endpoint> servers;

    private final Endpoint registry;
    private boolean askedMirror;

    /** Who has sent the body: with a redirect, not only the server that was asked. */
    private String sender = "";

    /** What is asked for. */
    record Wanted(Call call, Descriptor descriptor) {}

    /** @param servers mirrors first, the registry itself last */
    BlobDownload(Exchange exchange, Retry retry, RegistryEvents events, Wanted wanted, List<Endpoint> servers) {
        this.exchange = exchange;
        this.retry = retry;
        this.events = events;
        this.wanted = wanted;
        this.servers = new ArrayDeque<>(servers);
        this.registry = servers.get(servers.size() - 1);
    }

    /** Who sends it, for messages. */
    String server() {
        return sender;
    }

    boolean hasAskedMirror() {
        return askedMirror;
    }

    InputStream openAt(long offset) throws IOException {
        while (servers.size() > 1) {
            try {
                InputStream body = open(current(), offset, Retry.FEW_ATTEMPTS);
                askedMirror = true;
                return body;
            } catch (RegistryProblem e) {
                passOver(e.what());
            }
        }
        return open(registry, offset, Retry.ATTEMPTS);
    }

    /** Between two attempts: waits, or goes on with the next server, or gives up. */
    void failed(int failures, IOException failure) throws InterruptedIOException {
        boolean mirror = servers.size() > 1;
        try {
            retry.pause(wanted.call.image(), sender, mirror ? Retry.FEW_ATTEMPTS : Retry.ATTEMPTS, failures, failure);
        } catch (RegistryProblem e) {
            if (!mirror) {
                throw e;
            }
            passOver(e.what());
        }
    }

    private Endpoint current() {
        return Objects.requireNonNull(servers.peek());
    }

    private void passOver(String reason) {
        events.mirrorSkipped(wanted.call.image(), servers.remove().toString(), reason);
    }

    private InputStream open(Endpoint server, long offset, int attempts) throws IOException {
        if (offset > 0) {
            Call rest = wanted.call.with("Range", "bytes=" + offset + "-");
            Answer partial = ask(server, rest, attempts);
            if (partial.status() == 206 && partial.header("Content-Range").startsWith("bytes " + offset + "-")) {
                return partial.body();
            }
            if (partial.status() == 200) {
                return whole(server, partial, offset);
            }
            partial.close();
        }
        return whole(server, ask(server, wanted.call, attempts), offset);
    }

    private Answer ask(Endpoint server, Call question, int attempts) throws IOException {
        Answer answer = exchange.get(server, question, attempts);
        sender = answer.redirected() ? answer.server() + " (" + server + " redirects there)" : server.toString();
        return answer;
    }

    /** A body that cannot be the blob is refused before a byte of it is used. */
    private InputStream whole(Endpoint server, Answer answer, long offset) throws IOException {
        OptionalLong length = answer.length();
        boolean otherLength = length.isPresent() && length.getAsLong() != wanted.descriptor.size();
        if (otherLength || (answer.isHtml() && length.isEmpty())) {
            answer.close();
            String page = answer.isHtml() ? "answers with a page of HTML where " : "has another ";
            String what = page
                    + wanted.call.item()
                    + (answer.isHtml() ? " should be; a login page, or a proxy's?" : "")
                    + (otherLength
                            ? ": " + length.getAsLong() + " bytes, and the manifest says " + wanted.descriptor.size()
                            : "");
            throw new RegistryFailed(wanted.call.image(), server.toString(), 1, what, new UnusableAnswer(what));
        }
        return skipped(answer.body(), offset);
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
