package dev.slipway.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Docker's notary and its server, as Debian has them, on this machine. Needs the Debian package {@code notary}, and openssl. */
public final class DebianNotary implements AutoCloseable {
    private static final String CERTIFICATE =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %s -out %s -days 300 -subj /CN=%s -addext %s";

    private final Path folder;
    private final String gun;
    private final String address;
    private final Process server;

    /**
     * Starts a server with an empty memory.
     *
     * @param gun the repository that all commands are about
     */
    public DebianNotary(Path folder, String gun) throws IOException, InterruptedException {
        this.folder = folder;
        this.gun = gun;
        int port = freePort();
        address = "https://127.0.0.1:" + port;
        run(CERTIFICATE.formatted("tls.key", "tls.crt", "localhost", "subjectAltName=IP:127.0.0.1"));
        Files.writeString(
                folder.resolve("server.json"),
                """
                {"server":{"http_addr":"127.0.0.1:%d","tls_key_file":"./tls.key","tls_cert_file":"./tls.crt"},
                 "trust_service":{"type":"local"},"storage":{"backend":"memory"},"logging":{"level":"error"}}
                """
                        .formatted(port));
        Files.writeString(
                folder.resolve("client.json"),
                """
                {"trust_dir":"%s","remote_server":{"url":"%s","root_ca":"%s"}}
                """
                        .formatted(folder.resolve("trust"), address, folder.resolve("tls.crt")));
        server = new ProcessBuilder("notary-server", "-config=server.json")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        await(port);
    }

    /** {@code https://127.0.0.1:port}. */
    public String address() {
        return address;
    }

    /** PEM of the certificate that the server's TLS is trusted by. */
    public Path tlsAuthority() {
        return folder.resolve("tls.crt");
    }

    /** Makes the repository, with keys of its own. */
    public void init() throws IOException, InterruptedException {
        notary("init", "-p", gun);
    }

    /**
     * Signs.
     *
     * @param roles {@code targets/releases}; none for the main role
     */
    public void sign(String tag, Digest digest, long size, String... roles) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("addhash", "-p", gun, tag, String.valueOf(size), "--sha256", digest.hex()));
        for (String role : roles) {
            arguments.addAll(List.of("--roles", role));
        }
        notary(arguments.toArray(String[]::new));
    }

    /** The server takes over the snapshot key, as Docker's clients had it. */
    public void rotateSnapshotKey() throws IOException, InterruptedException {
        notary("key", "rotate", gun, "snapshot", "-r");
    }

    /** Delegates to a key of its own: releases, and a role that nobody looks at. */
    public void delegate() throws IOException, InterruptedException {
        run(CERTIFICATE.formatted("alice.plain", "alice.crt", "alice", "keyUsage=critical,digitalSignature"));
        run("openssl ec -in alice.plain -out alice.key");
        notary("delegation", "add", gun, "targets/releases", "alice.crt", "--all-paths");
        notary("delegation", "add", "-p", gun, "targets/alice", "alice.crt", "--all-paths");
        notary("key", "import", "alice.key", "--role", "user");
    }

    /** Another root key. */
    public void rotateRootKey() throws IOException, InterruptedException {
        Path yes = Files.writeString(folder.resolve("yes"), "yes\n");
        runWith(yes, List.of("notary", "-c", "client.json", "key", "rotate", gun, "root"));
    }

    private void notary(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("notary", "-c", "client.json"));
        command.addAll(List.of(arguments));
        runWith(null, command);
    }

    private void run(String command) throws IOException, InterruptedException {
        runWith(null, List.of(command.split(" ")));
    }

    private void runWith(@Nullable Path input, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "correct horse battery");
        }
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + output).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(int port) throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("notary-server does not listen");
    }

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        server.waitFor(10, TimeUnit.SECONDS);
    }
}
