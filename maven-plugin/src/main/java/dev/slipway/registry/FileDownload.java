package dev.slipway.registry;

import dev.slipway.problem.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gets files by their address, one attempt at a time. Plain HTTP is allowed here: whoever asks knows the digest, and no secret goes
 * along but what the address itself holds. Safe for many threads.
 */
public final class FileDownload {
    private static final int OK = 200;

    private final Transport transport;

    /** @param settings proxies and patience; {@code offline} is the caller's affair */
    public FileDownload(RegistrySettings settings) {
        this.transport = new HttpTransport(settings, new Endpoints(settings, true)::isAllowed);
    }

    /**
     * Asks for a file. User and password of the address are shown to its server, and to no other that it redirects to.
     *
     * @throws FileNotSent if the server answers with anything but the file
     */
    public InputStream open(URI address) throws IOException {
        Request request = new Request(
                LenientAddress.withoutUserInfo(address), new TreeMap<>(), null, SafeText.address(address), "file");
        Answer answer;
        try {
            answer = transport.send(request.with(Request.AUTHORIZATION, authorization(address)));
        } catch (UnusableAnswer e) {
            throw new FileNotSent(Retry.reason(e), false, false);
        }
        if (answer.status() == OK) {
            return answer.body();
        }
        boolean mayPass = Exchange.isTransient(answer);
        boolean gone = answer.status() == 404 || answer.status() == 410;
        throw new FileNotSent(ErrorBody.describe(answer), mayPass, gone);
    }

    private static @Nullable String authorization(URI address) {
        String userInfo = address.getUserInfo();
        if (userInfo == null) {
            return null;
        }
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** How often a download is tried at most that fails so: what does not get better is not tried again. */
    public static int mostAttempts(IOException failure) {
        boolean stays = failure instanceof FileNotSent answer && !answer.mayPass();
        return stays ? 1 : Retry.mostAttempts(failure);
    }

    /** Why a download has failed, in words: the JDK's exceptions often have none. */
    public static String reason(IOException failure) {
        return Retry.reason(failure);
    }
}
