package dev.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.TreeMap;

/**
 * Gets files by their address, one attempt at a time. Plain HTTP is allowed here: whoever asks knows the digest, and no secret goes
 * along. Safe for many threads.
 */
public final class FileDownload {
    private static final int OK = 200;

    private final Transport transport;

    /** @param settings proxies and patience; {@code offline} is the caller's affair */
    public FileDownload(RegistrySettings settings) {
        this.transport = new HttpTransport(settings, new Endpoints(settings, true)::isAllowed);
    }

    /**
     * Asks for a file.
     *
     * @throws FileNotSent if the server answers with anything but the file
     */
    public InputStream open(URI address) throws IOException {
        Answer answer = transport.send(new Request(address, new TreeMap<>(), null, address.toString(), "file"));
        if (answer.status() == OK) {
            return answer.body();
        }
        boolean mayPass = Exchange.isTransient(answer);
        throw new FileNotSent(ErrorBody.describe(answer), mayPass);
    }
}
