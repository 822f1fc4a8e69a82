package dev.slipway.registry.http.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private static ProxyServer proxy(String protocol, String host, String nonProxyHosts) {
        return new ProxyServer(protocol, host, 3128, "bob", "hunter2", ProxyServer.splitNonProxyHosts(nonProxyHosts));
    }

    @Test
    void choosesByProtocolAndHost() {
        Proxies proxies =
                new Proxies(List.of(proxy("http", "plain", "localhost|*.acme.com"), proxy("https", "tls", "")));
        assertThat(proxies.find(URI.create("http://a.com/")).map(ProxyServer::host))
                .contains("plain");
        assertThat(proxies.find(URI.create("https://a.com/")).map(ProxyServer::host))
                .contains("tls");
        assertThat(proxies.find(URI.create("http://localhost/"))).isEmpty();
        assertThat(proxies.find(URI.create("http://X.ACME.com:81/"))).isEmpty();
        assertThat(proxies.find(URI.create("http://acme.com.evil/"))).isPresent();
        assertThat(proxies.select(URI.create("http://localhost/"))).containsExactly(java.net.Proxy.NO_PROXY);
    }

    @Test
    void takesTheOnlyProxyForHttpsToo() {
        Proxies proxies = new Proxies(List.of(proxy("http", "plain", "")));
        assertThat(proxies.find(URI.create("https://a.com/")).map(ProxyServer::host))
                .contains("plain");
    }

    @Test
    void hidesThePassword() {
        assertThat(proxy("http", "plain", "")).hasToString("plain:3128 (user 'bob')");
    }
}
