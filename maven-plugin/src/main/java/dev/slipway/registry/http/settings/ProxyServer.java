package dev.slipway.registry.http.settings;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.codehaus.plexus.util.SelectorUtils;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, as Maven's settings.xml describes one.
 *
 * @param protocol of the addresses it is for: {@code http} or {@code https}; a proxy for http serves https too if there is none
 * @param user null if it asks for none
 * @param nonProxyHosts hosts reached directly; {@code *} stands for any text
 */
public record ProxyServer(
        String protocol,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        List<String> nonProxyHosts) {
    public ProxyServer {
        protocol = protocol.toLowerCase(Locale.ROOT);
        nonProxyHosts = List.copyOf(nonProxyHosts);
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new MalformedSetting(
                    "settings.xml",
                    "the proxy '" + host + ":" + port + "' has no host or no port",
                    "Correct its <host> and <port>.");
        }
    }

    /** Splits Maven's {@code localhost|*.acme.com}. */
    public static List<String> splitNonProxyHosts(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[|,]"))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    boolean isFor(String targetHost) {
        return nonProxyHosts.stream().noneMatch(pattern -> SelectorUtils.match(pattern, targetHost, false));
    }

    /** The value of {@code Proxy-Authorization}, or null. */
    @Nullable
    public String authorization() {
        if (user == null || user.isEmpty()) {
            return null;
        }
        String pair = user + ":" + (password == null ? "" : password);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port + (user == null ? "" : " (user '" + user + "')");
    }
}
