package dev.slipway.registry;

import dev.slipway.content.IOSupplier;
import dev.slipway.problem.Problem;
import dev.slipway.problem.SafeText;
import dev.slipway.registry.http.ErrorBody;
import dev.slipway.registry.http.FailureText;
import dev.slipway.registry.http.HttpTransport;
import dev.slipway.registry.http.Request;
import dev.slipway.registry.http.Response;
import dev.slipway.registry.http.Transport;
import dev.slipway.registry.http.UnusableResponse;
import dev.slipway.registry.http.header.LenientAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gets files by their address, and tries again what may work the next time. Plain HTTP is allowed here: whoever asks knows the digest, and no secret goes
 * along but what the address itself holds. Safe for many threads.
 */
public final class FileDownload {
    private static final int OK = 200;

    private final Transport transport;
    private final Retry retry;
    private final RegistryEvents events;

    /** @param settings proxies and patience; {@code offline} is the caller's affair */
    public FileDownload(RegistrySettings settings, RegistryEvents events) {
        this(settings, events, duration -> Thread.sleep(duration.toMillis()));
    }

    /** With another patience. */
    public FileDownload(RegistrySettings settings, RegistryEvents events, Sleeper sleeper) {
        this.transport =
                new HttpTransport(settings.proxies(), settings.timeout(), new Endpoints(settings, true)::isAllowed);
        this.retry = new Retry(sleeper, events);
        this.events = events;
    }

    /**
     * Makes an attempt as often as it may work.
     *
     * @param what names the file in messages
     * @param problem after so many attempts
     * @param attempt opens a file and reads it to its end
     */
    public <T> T retrying(String what, BiFunction<Integer, IOException, Problem> problem, IOSupplier<T> attempt)
            throws InterruptedIOException {
        Retry.Failures failures = new Retry.Failures() {
            @Override
            public void retried(String reason, Duration wait) {
                events.retried(what, reason, wait);
            }

            @Override
            public Problem givenUp(int attempts, IOException cause) {
                return problem.apply(attempts, cause);
            }
        };
        return retry.run(Retry.ATTEMPTS, failures, attempt);
    }

    /**
     * Asks for a file. User and password of the address are shown to its server, and to no other that it redirects to.
     *
     * @throws FileNotSent if the server answers with anything but the file
     */
    public InputStream open(URI address) throws IOException {
        Request request = new Request(
                LenientAddress.withoutUserInfo(address), new TreeMap<>(), null, SafeText.address(address), "file");
        Response response;
        try {
            response = transport.send(request.with(Request.AUTHORIZATION, authorization(address)));
        } catch (UnusableResponse e) {
            throw new FileNotSent(FailureText.of(e), false, false);
        }
        if (response.status() == OK) {
            return response.body();
        }
        boolean mayPass = EndpointClient.isTransient(response);
        boolean gone = response.status() == 404 || response.status() == 410;
        throw new FileNotSent(ErrorBody.describe(response), mayPass, gone);
    }

    private static @Nullable String authorization(URI address) {
        String userInfo = address.getUserInfo();
        if (userInfo == null) {
            return null;
        }
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** Why a download has failed, in words: the JDK's exceptions often have none. */
    public static String reason(IOException failure) {
        return FailureText.of(failure);
    }
}
