package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that sends bytes as they are, HTTP or not: one connection for each request. */
final class RawServer implements AutoCloseable {
    /** What is sent for a request. */
    @FunctionalInterface
    interface Reply {
        /** Writes the whole answer. */
        void write(String requestLine, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(InetAddress address, Reply reply) {
        try {
            socket = new ServerSocket(0, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(reply));
        thread.setDaemon(true);
        thread.start();
    }

    RawServer(Reply reply) {
        this(InetAddress.getLoopbackAddress(), reply);
    }

    /** Sends the same text for each request. */
    static RawServer sending(String text) {
        return new RawServer((request, out) -> out.write(text.getBytes(ISO_8859_1)));
    }

    int port() {
        return socket.getLocalPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    /** First lines of the requests so far, with all headers. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(Reply reply) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection, reply);
            } catch (IOException e) {
                // The client has gone, or this server was closed.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void answer(Socket connection, Reply reply) throws IOException, InterruptedException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        StringBuilder request = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            request.append(line).append('\n');
        }
        if (request.length() > 0) {
            requests.add(request.toString());
            reply.write(request.toString(), connection.getOutputStream());
            connection.getOutputStream().flush();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
