package dev.slipway.debian;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A Debian archive on loopback that serves what it is given, and misbehaves when told to. */
public final class FakeArchive implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger badAnswers = new AtomicInteger();
    private volatile int badStatus = 503;

    public FakeArchive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/debian/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/debian";
    }

    public void put(String path, byte[] bytes) {
        files.put("/debian/" + path, bytes);
    }

    /** The next answers have this status, or are cut in the middle if it is 200. */
    public void misbehave(int answers, int status) {
        badStatus = status;
        badAnswers.set(answers);
    }

    /** The header Authorization of each request; empty if there was none. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestURI().getPath());
            authorizations.add(Objects.toString(exchange.getRequestHeaders().getFirst("Authorization"), ""));
            byte[] body = files.get(exchange.getRequestURI().getPath());
            if (badAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                if (badStatus != 200 || body == null) {
                    exchange.sendResponseHeaders(badStatus, -1);
                    return;
                }
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                return;
            }
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
