package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.oci.Descriptor;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.registry.login.Credential;
import dev.slipway.registry.login.Credentials;
import dev.slipway.registry.login.DockerCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers as they are met, and as somebody hostile would write them: each ends soon, in a sentence that names the right one. */
@Timeout(60)
class LyingServersTest {
    private static final byte[] MANIFEST = RegistryFixture.MANIFEST.getBytes(UTF_8);

    private final RegistryFixture registry = new RegistryFixture();
    private final List<Duration> slept = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Duration timeout = Duration.ofSeconds(20);
    private List<Mirror> mirrors = List.of();
    private Credentials credentials = Credentials.NONE;

    @BeforeEach
    void publish() {
        registry.image("v1", "linux/amd64", new byte[3]);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private ImageSource image(String host) {
        RegistryEvents listener = new RegistryEvents() {
            @Override
            public void mirrorSkipped(String image, String mirror, String reason) {
                events.add("skipped: " + reason);
            }

            @Override
            public void mirrorWrong(String image, String mirror, String reason) {
                events.add("wrong: " + reason);
            }

            @Override
            public void credentialsGoTo(String server, String tokenServer) {
                events.add(server + " -> " + tokenServer);
            }
        };
        RegistrySettings settings = new RegistrySettings(mirrors, Set.of(), List.of(), false, timeout);
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
        return new RegistryClient(settings, credentials, listener, clock, slept::add)
                .image((RegistryReference) ImageReference.parse(host + "/a/b:v1"));
    }

    private ImageSource image() {
        return image(registry.host());
    }

    private static byte[] read(ImageSource image, Descriptor descriptor) throws IOException {
        try (InputStream in = image.open(descriptor)) {
            return in.readAllBytes();
        }
    }

    private static RegistryFixture.Lie html() {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            RegistryFixture.send(exchange, 200, "<html>login</html>".getBytes(UTF_8));
        };
    }

    @Test
    void survivesAChallengeOfAnyLength() throws IOException {
        for (int length : new int[] {3000, 60_000}) {
            String answer = "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\"" + "a".repeat(length)
                    + "\"\r\nContent-Length: 0\r\n\r\n";
            try (RawServer server = RawServer.sending(answer)) {
                assertThatThrownBy(() -> image(server.host()).root())
                        .isInstanceOf(RegistryProblem.class)
                        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1500));
            }
        }
    }

    @Test
    void survivesNumbersOfAnySize() throws IOException {
        for (String range : List.of("bytes 99999999999999999999-1/2", "bytes", "bytes 10-", "x".repeat(4000))) {
            byte[] bytes = new byte[2000];
            Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
            registry.next("/blobs/", RegistryFixture.cut(bytes, 0, 1000));
            registry.next("/blobs/", exchange -> {
                exchange.getResponseHeaders().add("Content-Range", range);
                RegistryFixture.send(exchange, 206, new byte[1000]);
            });
            assertThat(read(image(), layer)).isEqualTo(bytes);
        }
        for (String expires : List.of("9223372036854775807", "-1", "1e300", "\"x\"", "9".repeat(30))) {
            registry.require("Bearer t", "Bearer realm=\"http://" + registry.host() + "/token\"");
            String json = "{\"token\":\"t\",\"expires_in\":" + expires + "}";
            registry.next("/token", exchange -> RegistryFixture.send(exchange, 200, json.getBytes(UTF_8)));
            assertThat(image().root().self()).isNotNull();
        }
        for (String length : List.of("9223372036854775808", "-7", "x", "1e9", "9".repeat(4000))) {
            try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n{}")) {
                assertThatThrownBy(() -> image(server.host()).root()).isInstanceOf(RegistryProblem.class);
            }
        }
    }

    @Test
    void givesUpOnAByteNowAndThen() throws IOException {
        timeout = Duration.ofSeconds(2);
        RawServer.Reply drip = (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(ISO_8859_1));
            for (int i = 0; i < 1000; i++) {
                out.write('{');
                out.flush();
                Thread.sleep(250);
            }
        };
        try (RawServer server = new RawServer(drip)) {
            assertThatThrownBy(() -> image(server.host()).root())
                    .isInstanceOf(RegistryUnreachable.class)
                    .hasMessageContaining("(3 attempts): only ")
                    .hasMessageContaining("bytes came in 2 s")
                    .hasMessageContaining("-Dslipway.timeout=");
        }
        RawServer.Reply headers = (request, out) -> {
            for (int i = 0; i < 100; i++) {
                out.write('H');
                out.flush();
                Thread.sleep(250);
            }
        };
        try (RawServer server = new RawServer(headers)) {
            assertThatThrownBy(() -> image(server.host()).root())
                    .isInstanceOf(RegistryUnreachable.class)
                    .hasMessageContaining("(2 attempts): no response in time");
        }
    }

    @Test
    void letsASlowLineGoOn() throws IOException {
        timeout = Duration.ofSeconds(2);
        byte[] bytes = new byte[8000];
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        registry.next("/blobs/", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            for (int i = 0; i < 10; i++) {
                exchange.getResponseBody().write(bytes, 0, 800);
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(250);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        assertThat(read(image(), layer)).isEqualTo(bytes);
        assertThat(slept).isEmpty();
    }

    @Test
    void takesAnEmptyTokenForNone() throws IOException {
        for (String json : List.of(
                "{\"token\":\"\",\"access_token\":\"t\"}",
                "{\"token\":null,\"access_token\":\"t\"}",
                "{\"token\":\"t\",\"access_token\":\"\"}")) {
            registry.require("Bearer t", "Bearer realm=\"http://" + registry.host() + "/token\"");
            registry.next("/token", exchange -> RegistryFixture.send(exchange, 200, json.getBytes(UTF_8)));
            assertThat(image().root().self()).isNotNull();
        }
    }

    @Test
    void saysOnceThatCredentialsGoToAnotherHost() throws IOException {
        credentials = new Credentials() {
            @Override
            public Optional<Credential> find(String host, String repository) {
                return Optional.of(new Credential("u", "p", "x"));
            }

            @Override
            public String places() {
                return "x";
            }
        };
        try (RegistryFixture tokens = new RegistryFixture()) {
            registry.require("Bearer t", "Bearer realm=\"http://" + tokens.host() + "/token\"");
            for (int i = 0; i < 2; i++) {
                tokens.next(
                        "/token", exchange -> RegistryFixture.send(exchange, 200, "{\"token\":\"t\"}".getBytes(UTF_8)));
            }
            ImageSource image = image();
            image.root();
            registry.next("/manifests/", exchange -> {
                exchange.getResponseHeaders()
                        .add("WWW-Authenticate", "Bearer realm=\"http://" + tokens.host() + "/token\"");
                RegistryFixture.error(exchange, 401, "UNAUTHORIZED", "again");
            });
            image.root();
            assertThat(events).containsExactly(registry.host() + " -> " + tokens.host());
        }
    }

    @Test
    void speaksToIpv6Hosts() throws IOException {
        InetAddress loopback = InetAddress.getByName("::1");
        RawServer server;
        try {
            server = new RawServer(loopback, (request, out) -> {
                boolean open = request.contains("Authorization: Basic dTpw");
                String body = new String(MANIFEST, UTF_8);
                out.write((open
                                ? "HTTP/1.1 200 OK\r\nContent-Type: " + MediaTypes.OCI_MANIFEST + "\r\nContent-Length: "
                                        + body.length() + "\r\n\r\n" + body
                                : "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(ISO_8859_1));
            });
        } catch (UncheckedIOException e) {
            Assumptions.abort("this machine has no IPv6");
            return;
        }
        try (server) {
            assertThat(loopback).isInstanceOf(Inet6Address.class);
            String host = "[::1]:" + server.port();
            byte[] config = ("{\"auths\":{\"" + host + "\":{\"auth\":\"dTpw\"}}}").getBytes(UTF_8);
            credentials = new DockerCredentials(List.of(Path.of("config.json")), (file, limit) -> Optional.of(config));
            assertThat(image(host).root().self()).isNotNull();
        }
    }

    @Test
    void passesAMirrorOverWhateverItAnswers() throws IOException {
        byte[] bytes = "layer".repeat(400).getBytes(UTF_8);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        Descriptor manifest = registry.document("v1", MediaTypes.OCI_MANIFEST, MANIFEST);
        List<RegistryFixture.Lie> lies = List.of(
                html(),
                exchange -> RegistryFixture.send(exchange, 200, "{}".getBytes(UTF_8)),
                exchange -> RegistryFixture.send(exchange, 200, new byte[0]),
                exchange -> RegistryFixture.send(exchange, 204, new byte[0]),
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", MediaTypes.OCI_INDEX);
                    RegistryFixture.send(exchange, 200, MANIFEST);
                },
                exchange -> {
                    exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:" + "0".repeat(64));
                    RegistryFixture.send(exchange, 200, MANIFEST);
                },
                exchange -> RegistryFixture.error(exchange, 418, "TEAPOT", "no"),
                RegistryFixture.redirect("ftp://nowhere/"),
                RegistryFixture.status(429, "99999"));
        try (RegistryFixture mirror = new RegistryFixture()) {
            mirrors = List.of(Mirror.parse(registry.host() + "=http://" + mirror.host()));
            for (RegistryFixture.Lie lie : lies) {
                events.clear();
                mirror.next("/manifests/", lie);
                assertThat(image().root().self()).isEqualTo(manifest);
                assertThat(events).hasSize(1);
            }
            for (RegistryFixture.Lie lie : lies.subList(0, 4)) {
                events.clear();
                mirror.next("/blobs/", lie);
                assertThat(read(image(), layer)).isEqualTo(bytes);
                assertThat(events).hasSize(1);
            }
        }
    }

    @Test
    void goesOnAtTheRegistryWhenAMirrorIsCutForEver() throws IOException {
        byte[] bytes = "layer".repeat(400).getBytes(UTF_8);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        try (RegistryFixture mirror = new RegistryFixture()) {
            mirrors = List.of(Mirror.parse(registry.host() + "=http://" + mirror.host()));
            mirror.next("/blobs/", RegistryFixture.cut(bytes, 0, 1000));
            mirror.next("/blobs/", RegistryFixture.cut(bytes, 1000, 1100));
            assertThat(read(image(), layer)).isEqualTo(bytes);
            assertThat(registry.seen().get(0).header("Range")).isEqualTo("bytes=1100-");
            assertThat(slept).containsExactly(Duration.ofSeconds(1));
        }
    }

    @Test
    void asksTheRegistryWhenAMirrorHasSentOtherBytes() throws IOException {
        byte[] bytes = "layer".repeat(400).getBytes(UTF_8);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        try (RegistryFixture mirror = new RegistryFixture()) {
            mirrors = List.of(Mirror.parse(registry.host() + "=http://" + mirror.host()));
            mirror.next("/blobs/", exchange -> RegistryFixture.send(exchange, 200, new byte[bytes.length]));
            ImageSource image = image();
            assertThat(image.mayDiffer(layer)).isFalse();
            assertThatThrownBy(() -> read(image, layer)).hasMessageContaining("from " + mirror.host());
            assertThat(image.mayDiffer(layer)).isTrue();
            assertThat(read(image, layer)).isEqualTo(bytes);
            assertThat(mirror.seen()).hasSize(1);
            assertThat(events).singleElement().asString().startsWith("wrong: expected sha256:");
            registry.close();
            assertThatThrownBy(() -> read(image, layer))
                    .isInstanceOf(RegistryUnreachable.class)
                    .hasMessageContaining("\n  Asked before: mirror " + mirror.host() + ": expected sha256:");
        }
    }

    @Test
    void followsRedirectsThatBrowsersFollow() throws IOException {
        byte[] bytes = new byte[500];
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        for (String query : List.of("?X-Amz-Cred=a|b&f={x}", "?cd=attachment; filename=\"x y\"", "?n=gr\u00c3\u00b6")) {
            registry.next("/blobs/", RegistryFixture.redirect("/v2/a/b/blobs/" + layer.digest() + query));
            assertThat(read(image(), layer)).isEqualTo(bytes);
        }
        assertThat(slept).isEmpty();
    }

    @Test
    void namesTheServerBehindARedirect() throws IOException {
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, new byte[500]);
        int free;
        try (RawServer gone = RawServer.sending("")) {
            free = gone.port();
        }
        for (int i = 0; i < 2; i++) {
            registry.next("/blobs/", RegistryFixture.redirect("http://127.0.0.1:" + free + "/x?signature=s3cr3t"));
        }
        assertThatThrownBy(() -> read(image(), layer))
                .isInstanceOf(RegistryUnreachable.class)
                .hasMessageContaining("127.0.0.1:" + free + " cannot be reached (2 attempts): connection refused; "
                        + registry.host() + " redirects there")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void asksForContentAsItIsAndRefusesAnyOther() {
        registry.next("/manifests/", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            RegistryFixture.send(exchange, 200, new byte[30]);
        });
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining(registry.host() + " does not answer as a registry should (one attempt): sends the"
                        + " content with Content-Encoding 'gzip'");
        assertThat(registry.seen().get(0).header("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void tellsAPageFromADamagedImage() {
        registry.next("/manifests/", html());
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining(registry.host() + "/a/b:v1: " + registry.host())
                .hasMessageContaining("answers with an HTML page (Content-Type: text/html) where tag 'v1' should be");
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, new byte[500]);
        registry.next("/blobs/", html());
        assertThatThrownBy(() -> read(image(), layer))
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining(
                        "sends 18 bytes for " + layer.digest() + ", and the manifest says 500: an HTML page");
        assertThat(slept).as("nothing of this gets better").isEmpty();
    }

    @Test
    void triesAgainAManifestThatWasCutWithoutALength() throws IOException {
        String start = "HTTP/1.1 200 OK\r\nContent-Type: " + MediaTypes.OCI_MANIFEST + "\r\nConnection: close\r\n\r\n";
        String whole = new String(MANIFEST, UTF_8);
        CopyOnWriteArrayList<String> answers =
                new CopyOnWriteArrayList<>(List.of(start + whole.substring(0, 9), start + whole));
        RawServer.Reply reply = (request, out) -> out.write(answers.remove(0).getBytes(ISO_8859_1));
        try (RawServer server = new RawServer(reply)) {
            assertThat(image(server.host()).root().self().size()).isEqualTo(MANIFEST.length);
            assertThat(slept).hasSize(1);
        }
    }

    @Test
    void showsNothingThatSteersATerminal() {
        registry.next(
                "/manifests/",
                exchange -> RegistryFixture.error(exchange, 403, "DENIED", "\\u001b[2J\\u009b31m\\u202e\\nfake line"));
        assertThatThrownBy(() -> image().root())
                .hasMessageContaining("DENIED: \\u001b[2J\\u009b31m\\u202e\\u000afake line");
    }
}
