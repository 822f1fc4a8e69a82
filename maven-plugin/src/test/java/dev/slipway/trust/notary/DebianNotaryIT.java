package dev.slipway.trust.notary;

import static dev.slipway.trust.kit.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.kit.FakeRegistry;
import dev.slipway.trust.kit.Nodes;
import dev.slipway.trust.kit.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signs with Docker's notary against its own server on this machine, and reads what that published. Needs the Debian package
 * {@code notary}, and openssl.
 */
class DebianNotaryIT {
    private static final String GUN = "docker.io/linuxkit/hello";

    @TempDir
    Path folder;

    private final FakeRegistry images = new FakeRegistry();
    private final TestImage first = new TestImage(images, GUN, "v1", "first");
    private final TestImage second = new TestImage(images, GUN, "v2", "second");
    private @Nullable Process server;
    private Fetcher fetcher = images;
    private String address = "";

    @BeforeEach
    void startServer() throws Exception {
        assumeTrue(
                Stream.of("/usr/bin/notary", "/usr/bin/notary-server", "/usr/bin/openssl")
                        .allMatch(each -> Files.isExecutable(Path.of(each))),
                "SKIPPED: the Debian package 'notary' is not installed, so nothing was shown against the real server");
        int port = LoopbackNotary.freePort();
        address = "https://127.0.0.1:" + port;
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "tls.key",
                "-out",
                "tls.crt",
                "-days",
                "30",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1");
        write(
                "server.json",
                """
                {"server":{"http_addr":"127.0.0.1:%d","tls_key_file":"./tls.key","tls_cert_file":"./tls.crt"},
                 "trust_service":{"type":"local"},"storage":{"backend":"memory"},"logging":{"level":"error"}}
                """
                        .formatted(port));
        write(
                "client.json",
                """
                {"trust_dir":"%s","remote_server":{"url":"%s","root_ca":"%s"}}
                """
                        .formatted(folder.resolve("trust"), address, folder.resolve("tls.crt")));
        server = new ProcessBuilder("notary-server", "-config=server.json")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        fetcher = new LoopbackNotary(Files.readString(folder.resolve("tls.crt")));
        LoopbackNotary.await(port);
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatNotarySignsIsAcceptedThroughEveryChangeOfKeys() throws Exception {
        notary("init", "-p", GUN);
        addHash("v1", first);
        String pin = rootKey();
        NotaryState state = verify(pin, first, "v1", null).state();
        Recorded beginning = record();

        // The server takes over the snapshot key, as Docker's clients had it.
        notary("key", "rotate", GUN, "snapshot", "-r");
        state = verify(pin, first, "v1", state).state();
        assertThat(state.rootVersion()).isEqualTo(2);

        delegate();
        notary(
                "addhash",
                "-p",
                GUN,
                "v2",
                size(second),
                "--sha256",
                second.digest().hex(),
                "--roles",
                "targets/releases");
        notary(
                "addhash",
                "-p",
                GUN,
                "v3",
                size(second),
                "--sha256",
                second.digest().hex(),
                "--roles",
                "targets/alice");
        NotaryRepository.Answer released = verify(pin, second, "v2", state);
        assertThat(released.proof().signer()).startsWith("targets/releases of " + GUN);
        NotaryState afterRelease = released.state();
        refused(Reason.NO_SIGNATURE, () -> verify(pin, second, "v3", afterRelease));
        refused(Reason.WRONG_SUBJECT, () -> verify(pin, first, "v2", afterRelease));

        rotateRoot();
        NotaryState rotated = verify(pin, second, "v2", afterRelease).state();
        assertThat(rotated.rootVersion()).isEqualTo(3);
        assertThat(verify(pin, second, "v2", null).state()).isEqualTo(rotated);
        assertThat(verify(rootKey(), second, "v2", null).state()).isEqualTo(rotated);
        refused(Reason.ROOT_NOT_PINNED, () -> verify("0".repeat(64), second, "v2", null));

        // What the server said at the beginning, to somebody who knows better.
        refused(Reason.ROLLBACK, () -> verify(beginning, pin, first, rotated, Clock.systemUTC()));
        verify(beginning, pin, first, null, Clock.systemUTC());
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(15));
        refused(Reason.EXPIRED, () -> verify(beginning, pin, first, null, later));
    }

    private void delegate() throws Exception {
        for (String name : List.of("alice")) {
            run(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-keyout",
                    name + ".plain",
                    "-out",
                    name + ".crt",
                    "-days",
                    "300",
                    "-subj",
                    "/CN=" + name,
                    "-addext",
                    "keyUsage=critical,digitalSignature");
            run("openssl", "ec", "-in", name + ".plain", "-out", name + ".key");
        }
        notary("delegation", "add", GUN, "targets/releases", "alice.crt", "--all-paths");
        notary("delegation", "add", "-p", GUN, "targets/alice", "alice.crt", "--all-paths");
        notary("key", "import", "alice.key", "--role", "user");
    }

    private void rotateRoot() throws Exception {
        Files.writeString(folder.resolve("yes"), "yes\n");
        runWith(folder.resolve("yes"), List.of("notary", "-c", "client.json", "key", "rotate", GUN, "root"));
    }

    private void addHash(String tag, TestImage image) throws Exception {
        notary(
                "addhash",
                "-p",
                GUN,
                tag,
                size(image),
                "--sha256",
                image.digest().hex());
    }

    private static String size(TestImage image) {
        return String.valueOf(image.manifest().length);
    }

    /** The identifier of the current root certificate, which is what a policy pins. */
    private String rootKey() throws Exception {
        Fetcher.NotaryServer where = new Fetcher.NotaryServer(address, "");
        byte[] root = fetcher.metadata(where, GUN, "root.json", 1 << 20).orElseThrow();
        return RootMetadata.parse(root, "root.json").root().keys().get(0).id();
    }

    private NotaryRepository.Answer verify(String pin, TestImage image, String tag, @Nullable NotaryState state) {
        return verify(fetcher, pin, image.subject(), tag, state, Clock.systemUTC());
    }

    private void verify(Recorded recorded, String pin, TestImage image, @Nullable NotaryState state, Clock clock) {
        verify(recorded.server(), pin, image.subject(), "v1", state, clock);
    }

    private NotaryRepository.Answer verify(
            Fetcher from, String pin, Subject subject, String tag, @Nullable NotaryState state, Clock clock) {
        NotaryRule rule = new NotaryRule(new Fetcher.NotaryServer(address, ""), Set.of(pin), List.of(), false);
        return new NotaryRepository(GUN, rule, from, state, clock).verify(subject, tag);
    }

    /** All that the server says now. */
    private record Recorded(FakeRegistry server) {}

    private Recorded record() throws IOException {
        FakeRegistry copy = new FakeRegistry();
        Fetcher.NotaryServer where = new Fetcher.NotaryServer(address, "");
        for (String file : List.of("root.json", "1.root.json", "timestamp.json")) {
            copy.metadata(GUN, file, fetcher.metadata(where, GUN, file, 1 << 20).orElseThrow());
        }
        return new Recorded(copyBelow(copy, where));
    }

    private FakeRegistry copyBelow(FakeRegistry copy, Fetcher.NotaryServer where) throws IOException {
        byte[] timestamp =
                fetcher.metadata(where, GUN, "timestamp.json", 1 << 20).orElseThrow();
        String snapshot = copyListed(copy, where, timestamp, "snapshot");
        copyListed(copy, where, fetcher.metadata(where, GUN, snapshot, 1 << 20).orElseThrow(), "targets");
        return copy;
    }

    private String copyListed(FakeRegistry copy, Fetcher.NotaryServer where, byte[] list, String role)
            throws IOException {
        String base64 =
                Nodes.parse(list).at("/signed/meta/" + role + "/hashes/sha256").textValue();
        String file = role + "." + HexFormat.of().formatHex(Base64.getDecoder().decode(base64)) + ".json";
        copy.metadata(GUN, file, fetcher.metadata(where, GUN, file, 1 << 20).orElseThrow());
        return file;
    }

    private void notary(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("notary", "-c", "client.json"));
        command.addAll(List.of(arguments));
        runWith(null, command);
    }

    private String run(String... command) throws Exception {
        return runWith(null, List.of(command));
    }

    private String runWith(@Nullable Path input, List<String> command) throws Exception {
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
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(command + "\n" + output).isZero();
        return output;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
