package dev.slipway.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Somebody at a serial line of a guest, which QEMU offers as a TCP port: types, and reads what comes. */
final class Typist implements AutoCloseable {
    private final Socket line;
    private final StringBuffer screen = new StringBuffer();
    private int read;

    private Typist(Socket line) {
        this.line = line;
        Thread reader = new Thread(this::read, "typist");
        reader.setDaemon(true);
        reader.start();
    }

    static Typist at(int port) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return new Typist(new Socket(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new UncheckedIOException(e);
                }
                Guest.pause(Duration.ofMillis(100));
            }
        }
    }

    /** Waits for a text in what has come since the last one that was waited for. */
    Typist await(String pattern, Duration limit) {
        Pattern wanted = Pattern.compile(pattern);
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var matcher = wanted.matcher(screen);
            if (matcher.find(read)) {
                read = matcher.end();
                return this;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the serial line never said /" + pattern + "/\n" + screen);
            }
            Guest.pause(Duration.ofMillis(100));
        }
    }

    Typist type(String text) {
        try {
            line.getOutputStream().write((text + "\r").getBytes(StandardCharsets.UTF_8));
            line.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try {
            InputStream in = line.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                screen.append(new String(buffer, 0, n, StandardCharsets.UTF_8).replace("\r", ""));
            }
        } catch (IOException e) {
            screen.append("\n(line closed: ").append(e.getMessage()).append(")\n");
        }
    }
}
