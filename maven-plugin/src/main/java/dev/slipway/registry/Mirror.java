package dev.slipway.registry;

import dev.slipway.oci.reference.RegistryHost;
import dev.slipway.problem.SafeText;
import dev.slipway.registry.http.settings.MalformedSetting;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A registry that is asked before another one.
 *
 * @param host the registry it stands in for, {@code docker.io}; canonical
 * @param address {@code http://127.0.0.1:5000}; a path is put in front of every repository, as proxy caches want it
 */
public record Mirror(String host, URI address) {
    public Mirror {
        String scheme = address.getScheme();
        boolean http = "http".equals(scheme) || "https".equals(scheme);
        String written = host;
        host = RegistryHost.find(host).orElseThrow(() -> malformed(written + "=..."));
        if (!http || address.getHost() == null || address.getUserInfo() != null || address.getQuery() != null) {
            throw malformed(written + "=...");
        }
    }

    /** Reads {@code docker.io=http://127.0.0.1:5000}. */
    public static Mirror parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw malformed(text);
        }
        try {
            return new Mirror(
                    text.substring(0, equals).strip(),
                    new URI(text.substring(equals + 1).strip()));
        } catch (URISyntaxException e) {
            throw malformed(text);
        }
    }

    private static MalformedSetting malformed(String written) {
        int equals = written.indexOf('=');
        String text = written.substring(0, equals + 1) + SafeText.writtenAddress(written.substring(equals + 1));
        return new MalformedSetting(
                "slipway.mirrors",
                "'" + text + "' is not a mirror",
                "Write the registry, an equals sign and the address, without user and password:\n"
                        + "docker.io=https://mirror.example.com   (put credentials into settings.xml)");
    }
}
