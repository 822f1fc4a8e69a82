package dev.slipway.registry.http.settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the proxy of an address; knows only the proxies it was given, nothing of the JVM's. */
public final class Proxies extends ProxySelector {
    private final List<ProxyServer> servers;

    public Proxies(List<ProxyServer> servers) {
        this.servers = servers;
    }

    public Optional<ProxyServer> find(URI uri) {
        String host = Objects.requireNonNullElse(uri.getHost(), "");
        return first(Objects.requireNonNullElse(uri.getScheme(), ""))
                .or(() -> first("http"))
                .filter(server -> server.isFor(host));
    }

    private Optional<ProxyServer> first(String protocol) {
        return servers.stream()
                .filter(server -> server.protocol().equals(protocol))
                .findFirst();
    }

    @Override
    public List<Proxy> select(@Nullable URI uri) {
        Proxy proxy = Optional.ofNullable(uri)
                .flatMap(this::find)
                .map(server ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(server.host(), server.port())))
                .orElse(Proxy.NO_PROXY);
        return List.of(proxy);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The failure itself tells; there is no second proxy to try.
    }
}
