package dev.slipway.registry;

import dev.slipway.content.Content;
import dev.slipway.content.IOFunction;
import dev.slipway.content.Progress;
import dev.slipway.content.ProgressInputStream;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.oci.Descriptor;
import dev.slipway.problem.Problem;
import dev.slipway.registry.http.Answer;
import dev.slipway.registry.http.OfflineRequestRefused;
import dev.slipway.registry.http.UnusableAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bodies of answers: small ones whole, blobs as streams that go on after a cut. A mirror that does not help, whatever it answers, is
 * passed over, and the next server is asked.
 */
final class Downloads {
    private final Exchange exchange;
    private final Retry retry;
    private final RegistryEvents events;
    private final ConnectionLimit gate;
    private final Mirrors mirrors;

    Downloads(Exchange exchange, Retry retry, RegistryEvents events, ConnectionLimit gate) {
        this.exchange = exchange;
        this.retry = retry;
        this.events = events;
        this.gate = gate;
        this.mirrors = new Mirrors(events);
    }

    /** A whole body and who sent it. */
    record Whole(Endpoint server, Answer answer, Content content) {
        String header(String name) {
            return answer.header(name);
        }
    }

    /**
     * @param servers mirrors first, the registry itself last
     * @param limit one byte more is read at most, so that the caller can see that it is too long
     * @param reading takes out of a body what is wanted; if it throws a {@link Problem}, a mirror is passed over
     */
    <T> T whole(List<Endpoint> servers, Call call, int limit, IOFunction<Whole, T> reading) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (Endpoint mirror : servers.subList(0, servers.size() - 1)) {
            try {
                return retry.run(
                        call.image(), mirror.toString(), Retry.FEW_ATTEMPTS, () -> once(mirror, call, limit, reading));
            } catch (OfflineRequestRefused e) {
                throw e;
            } catch (Problem e) {
                reasons.add(mirrors.passedOver(call.image(), mirror.toString(), e));
            }
        }
        Endpoint registry = servers.get(servers.size() - 1);
        try {
            return retry.run(
                    call.image(), registry.toString(), Retry.ATTEMPTS, () -> once(registry, call, limit, reading));
        } catch (RegistryProblem e) {
            throw e.afterMirrors(reasons);
        }
    }

    private <T> T once(Endpoint server, Call call, int limit, IOFunction<Whole, T> reading) throws IOException {
        try (Answer answer = exchange.once(server, call)) {
            byte[] bytes = answer.body().readNBytes(limit + 1);
            if (call.isDocument() && (answer.isHtml() || startsAsPage(bytes))) {
                throw new UnusableAnswer("answers with an HTML page (Content-Type: " + answer.header("Content-Type")
                        + ") where " + call.item() + " should be; is it a login page, or a page of a proxy?");
            }
            try {
                return reading.apply(new Whole(server, answer, Content.of(bytes)));
            } catch (Problem e) {
                if (answer.showsItsEnd()) {
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
    InputStream stream(List<Endpoint> servers, Call call, Descriptor descriptor) throws IOException {
        Endpoint registry = servers.get(servers.size() - 1);
        Runnable leave = gate.enter(registry.host());
        try {
            List<Endpoint> asked = mirrors.areWrong(descriptor.digest()) ? List.of(registry) : servers;
            BlobDownload blob =
                    new BlobDownload(exchange, retry, mirrors, new BlobDownload.Wanted(call, descriptor, asked));
            ResumingStream resuming = new ResumingStream(descriptor.size(), blob::openAt, blob::failed);
            String where = call.image() + " from " + blob.server();
            VerifyingInputStream verified = new VerifyingInputStream(
                            resuming, descriptor.digest(), descriptor.size(), where)
                    .reporting(blob::wrong);
            Progress progress = events.started(
                    new RegistryEvents.Transfer(registry.host(), call.image(), descriptor.digest(), descriptor.size()));
            return new ProgressInputStream(verified, descriptor.size(), progress, leave);
        } catch (IOException | RuntimeException e) {
            leave.run();
            throw e;
        }
    }
}
