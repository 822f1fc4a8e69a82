package dev.slipway.registry;

import dev.slipway.problem.SafeText;
import dev.slipway.registry.http.ErrorBody;
import dev.slipway.registry.http.HttpTransport;
import dev.slipway.registry.http.Request;
import dev.slipway.registry.http.Response;
import dev.slipway.registry.http.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gets files from addresses that strangers wrote, such as the one of a certificate's revocation list. They must not make a build ask
 * the machines of its own network, so only public addresses are followed, and hosts that the user has listed as insecure registries.
 */
public final class PublicDownload {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final RegistrySettings settings;
    private final Transport transport;

    /** @param settings proxies and patience; {@code offline} is the caller's affair */
    public PublicDownload(RegistrySettings settings) {
        this.settings = settings;
        this.transport = new HttpTransport(settings.proxies(), settings.timeout(), this::isAllowed);
    }

    /**
     * A file as it is; empty if the server says that it has none.
     *
     * @param limit in bytes; one more is read at most
     */
    public Optional<byte[]> find(String address, long limit) throws IOException {
        URI uri = parse(address);
        if (!isAllowed(uri)) {
            throw new IOException(
                    SafeText.server(uri)
                            + " is not a public web server; a build does not contact it because another server says so (allow it with -Dslipway.insecureRegistries)");
        }
        try (Response response = transport.send(new Request(uri, new TreeMap<>(), null, address, "file"))) {
            if (response.status() == NOT_FOUND) {
                return Optional.empty();
            }
            if (response.status() != OK) {
                throw new IOException(SafeText.server(uri) + ": " + ErrorBody.describe(response));
            }
            return Optional.of(response.body().readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE)));
        }
    }

    private static URI parse(String address) throws IOException {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new IOException("'" + SafeText.line(address) + "' is not an address");
        }
    }

    private boolean isAllowed(URI address) {
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null) {
            return false;
        }
        return settings.insecure().contains(SafeText.server(address))
                || settings.insecure().contains(address.getHost())
                || isPublic(address.getHost());
    }

    private static boolean isPublic(String host) {
        try {
            for (InetAddress each : InetAddress.getAllByName(host)) {
                // fc00::/7, unique local addresses, which the JDK has no word for (RFC 4193).
                boolean unique = each.getAddress().length == 16 && (each.getAddress()[0] & 0xFE) == 0xFC;
                if (each.isLoopbackAddress()
                        || each.isSiteLocalAddress()
                        || each.isLinkLocalAddress()
                        || each.isAnyLocalAddress()
                        || each.isMulticastAddress()
                        || unique) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
