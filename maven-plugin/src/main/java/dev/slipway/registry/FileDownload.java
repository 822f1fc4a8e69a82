package dev.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gets files by their address, one attempt at a time. Plain HTTP is allowed here: whoever asks knows the digest, and no secret goes
 * along. Safe for many threads.
 */
public final class FileDownload {
    private static final int OK = 200;

    private final RegistrySettings settings;

    /** @param settings proxies and patience; {@code offline} is the caller's affair */
    public FileDownload(RegistrySettings settings) {
        this.settings = settings;
    }

    /**
     * Asks for a file.
     *
     * @throws FileNotSent if the server answers with anything but the file
     */
    public InputStream open(URI address) throws IOException {
        Set<String> plain = new LinkedHashSet<>(settings.insecure());
        plain.add(address.getAuthority());
        RegistrySettings local =
                new RegistrySettings(settings.mirrors(), plain, settings.proxies(), false, settings.timeout());
        Request request = new Request(address, new TreeMap<>(), null, address.toString(), "file");
        Answer answer = new HttpTransport(local, new Endpoints(local)).send(request);
        if (answer.status() == OK) {
            return answer.body();
        }
        boolean transientFailure = Exchange.isTransient(answer);
        throw new FileNotSent(ErrorBody.describe(answer), transientFailure);
    }
}
