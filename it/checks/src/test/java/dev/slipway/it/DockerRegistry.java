package dev.slipway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's docker-registry on a free port of 127.0.0.1. */
final class DockerRegistry implements AutoCloseable {
    private final Process process;
    private final int port;

    private DockerRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one with an empty storage below a folder. */
    static DockerRegistry start(Path folder) {
        try {
            int port = Guest.freePort();
            Path config = Files.createDirectories(folder).resolve("registry.yml");
            Files.writeString(
                    config,
                    """
                    version: 0.1
                    log: {level: info}
                    storage: {filesystem: {rootdirectory: %s}}
                    http: {addr: "127.0.0.1:%d"}
                    """
                            .formatted(folder.resolve("data"), port));
            Process process = EndsWithTests.guard(new ProcessBuilder("docker-registry", "serve", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("registry.log").toFile())
                    .start());
            DockerRegistry registry = new DockerRegistry(process, port);
            awaitPort(port);
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 127.0.0.1:port}. */
    String host() {
        return "127.0.0.1:" + port;
    }

    /** Pushes an image of an OCI archive under a name. */
    void push(Path ociArchive, String name) {
        Command.of(
                        "skopeo",
                        "--insecure-policy",
                        "copy",
                        "--all",
                        "--preserve-digests",
                        "--dest-tls-verify=false",
                        "oci-archive:" + ociArchive,
                        "docker://" + host() + "/" + name)
                .succeed();
    }

    /** Waits until somebody listens. */
    static void awaitPort(int port) {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException notYet) {
                Guest.pause(Duration.ofMillis(100));
            }
        }
        throw new AssertionError("nobody listens on 127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
