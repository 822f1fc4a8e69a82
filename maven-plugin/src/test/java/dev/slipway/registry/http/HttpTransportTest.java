package dev.slipway.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    /** Else a Maven that builds again and again in one process has a thread more after each build: its connection is kept. */
    @Test
    void aTransportThatNobodyUsesIsGarbageWhileItsConnectionIsOpen() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write(new byte[4]);
            exchange.close();
        });
        server.start();
        try {
            WeakReference<HttpTransport> used =
                    use(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
            for (int i = 0; i < 100 && used.get() != null; i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(used.get()).isNull();
        } finally {
            server.stop(0);
        }
    }

    private static WeakReference<HttpTransport> use(URI address) throws IOException {
        HttpTransport transport = new HttpTransport(List.of(), Duration.ofSeconds(60), any -> true);
        try (Response response = transport.send(new Request(address, new TreeMap<>(), null, "file", "file"))) {
            assertThat(response.body().readAllBytes()).hasSize(4);
        }
        return new WeakReference<>(transport);
    }
}
