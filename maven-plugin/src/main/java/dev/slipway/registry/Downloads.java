package dev.slipway.registry;

import dev.slipway.content.Content;
import dev.slipway.content.Progress;
import dev.slipway.content.ProgressInputStream;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.oci.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Bodies of answers: small ones whole, blobs as streams that go on after a cut. */
final class Downloads {
    private final Exchange exchange;
    private final Retry retry;
    private final RegistryEvents events;
    private final Gate gate;

    Downloads(Exchange exchange, Retry retry, RegistryEvents events, Gate gate) {
        this.exchange = exchange;
        this.retry = retry;
        this.events = events;
        this.gate = gate;
    }

    /** A whole body and who sent it. */
    record Whole(Endpoint server, Answer answer, Content content) {
        String header(String name) {
            return answer.header(name);
        }
    }

    /** @param limit one byte more is read at most, so that the caller can see that it is too long */
    Whole whole(List<Endpoint> servers, Call call, int limit) throws IOException {
        String server = servers.get(servers.size() - 1).toString();
        return retry.run(call.image(), server, Retry.ATTEMPTS, () -> {
            Exchange.Found found = exchange.first(servers, call);
            try (Answer answer = found.answer()) {
                return new Whole(
                        found.server(), answer, Content.of(answer.body().readNBytes(limit + 1)));
            }
        });
    }

    /** A verified stream; its first byte has been asked for. */
    InputStream stream(List<Endpoint> servers, Call call, Descriptor descriptor) throws IOException {
        Endpoint registry = servers.get(servers.size() - 1);
        Runnable leave = gate.enter(registry.host());
        try {
            Blob blob = new Blob(servers, call);
            ResumingStream resuming = new ResumingStream(
                    descriptor.size(),
                    blob::openAt,
                    (failures, failure) ->
                            retry.pause(call.image(), registry.toString(), Retry.ATTEMPTS, failures, failure));
            String where = call.image() + " from " + blob.server;
            InputStream verified = new VerifyingInputStream(resuming, descriptor.digest(), descriptor.size(), where);
            Progress progress = events.started(
                    new RegistryEvents.Transfer(registry.host(), call.image(), descriptor.digest(), descriptor.size()));
            return new ProgressInputStream(verified, descriptor.size(), progress, leave);
        } catch (IOException | RuntimeException e) {
            leave.run();
            throw e;
        }
    }

    /** One blob at an offset; remembers who sent it last. */
    private final class Blob {
        private final List<Endpoint> servers;
        private final Call call;
        private String server = "";

        Blob(List<Endpoint> servers, Call call) {
            this.servers = servers;
            this.call = call;
        }

        InputStream openAt(long offset) throws IOException {
            if (offset > 0) {
                Answer partial = ask(call.with("Range", "bytes=" + offset + "-"));
                if (partial.status() == 206 && partial.header("Content-Range").startsWith("bytes " + offset + "-")) {
                    return partial.body();
                }
                if (partial.status() == 200) {
                    return skipped(partial.body(), offset);
                }
                partial.close();
            }
            return skipped(ask(call).body(), offset);
        }

        private Answer ask(Call question) throws IOException {
            Exchange.Found found = exchange.first(servers, question);
            server = found.server().toString();
            return found.answer();
        }

        private InputStream skipped(InputStream body, long offset) throws IOException {
            try {
                body.skipNBytes(offset);
                return body;
            } catch (IOException e) {
                body.close();
                throw e;
            }
        }
    }
}
