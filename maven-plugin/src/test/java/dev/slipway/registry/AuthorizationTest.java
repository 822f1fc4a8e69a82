package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.oci.Descriptor;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.registry.http.settings.ProxyServer;
import dev.slipway.registry.login.Credential;
import dev.slipway.registry.login.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AuthorizationTest {
    private static final String SECRET = "hunter2-secret";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("bob:" + SECRET).getBytes(UTF_8));

    private final RegistryFixture registry = new RegistryFixture();
    private final RegistryFixture other = new RegistryFixture();
    private final List<Duration> slept = new CopyOnWriteArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private Optional<Credential> credential = Optional.empty();
    private RegistrySettings settings =
            new RegistrySettings(List.of(), Set.of(), List.of(), false, Duration.ofSeconds(20));

    @BeforeEach
    void publish() {
        registry.image("v1", "linux/amd64", new byte[3]);
    }

    @AfterEach
    void stop() {
        registry.close();
        other.close();
    }

    private ImageSource image() {
        return image(registry.host() + "/a/b:v1");
    }

    private ImageSource image(String name) {
        Credentials credentials = new Credentials() {
            @Override
            public Optional<Credential> find(String host, String repository) {
                asked.add(host + "/" + repository);
                return credential;
            }

            @Override
            public String places() {
                return "settings.xml, Docker's config";
            }
        };
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new RegistryClient(settings, credentials, RegistryEvents.NONE, clock, slept::add)
                .image((RegistryReference) ImageReference.parse(name));
    }

    private void bob() {
        credential = Optional.of(new Credential("bob", SECRET, "settings.xml, server '" + registry.host() + "'"));
    }

    private void requireBearer(String token) {
        registry.require(
                "Bearer " + token,
                "Bearer realm=\"http://" + registry.host()
                        + "/token?x=1\",service=\"reg.acme\",scope=\"repository:a/b:pull\"");
    }

    private void nextToken(String json) {
        registry.next("/token", exchange -> RegistryFixture.send(exchange, 200, json.getBytes(UTF_8)));
    }

    private static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void asksForATokenWithoutCredentials() throws Exception {
        requireBearer("t1");
        nextToken("{\"token\":\"t1\",\"expires_in\":300}");
        ImageSource image = image();
        image.root();
        image.root();
        assertThat(registry.paths(""))
                .containsExactly("/v2/a/b/manifests/v1", "/token", "/v2/a/b/manifests/v1", "/v2/a/b/manifests/v1");
        RegistryFixture.Seen token = registry.seen().get(1);
        assertThat(token.query()).isEqualTo("x=1&service=reg.acme&scope=repository%3Aa%2Fb%3Apull");
        assertThat(token.header("Authorization")).isEmpty();
        assertThat(registry.seen().get(0).header("Authorization")).isEmpty();
        assertThat(asked).containsExactly(registry.host() + "/a/b");
    }

    @Test
    void showsCredentialsToTheTokenServerOnly() throws Exception {
        bob();
        requireBearer("t1");
        nextToken("{\"access_token\":\"t1\"}");
        image().root();
        assertThat(registry.seen())
                .extracting(each -> each.header("Authorization"))
                .containsExactly("", BASIC, "Bearer t1");
    }

    @Test
    void getsAnotherTokenWhenOneEnds() throws Exception {
        requireBearer("t1");
        nextToken("{\"token\":\"t1\",\"expires_in\":300}");
        ImageSource image = image();
        image.root();
        registry.forget();
        now = now.plusSeconds(400);
        requireBearer("t2");
        nextToken("{\"token\":\"t2\"}");
        image.root();
        assertThat(registry.seen())
                .extracting(each -> each.header("Authorization"))
                .containsExactly("", "", "Bearer t2");
    }

    @Test
    void getsAnotherTokenWhenOneIsRefused() throws Exception {
        requireBearer("t1");
        nextToken("{\"token\":\"t1\",\"expires_in\":3000}");
        ImageSource image = image();
        image.root();
        requireBearer("t2");
        nextToken("{\"token\":\"t2\",\"expires_in\":3000}");
        image.root();
        assertThat(registry.paths("/token")).hasSize(2);
    }

    @Test
    void postsAnIdentityToken() throws Exception {
        credential = Optional.of(new Credential("<token>", SECRET, "Docker's config"));
        requireBearer("t1");
        nextToken("{\"access_token\":\"t1\"}");
        image().root();
        RegistryFixture.Seen token = registry.seen().get(1);
        assertThat(token.method()).isEqualTo("POST");
        assertThat(token.body())
                .isEqualTo("service=reg.acme&scope=repository%3Aa%2Fb%3Apull&grant_type=refresh_token&client_id=slipway"
                        + "&refresh_token=" + SECRET);
        assertThat(token.header("Authorization")).isEmpty();
    }

    @Test
    void asksForOneTokenForManyThreads() throws Exception {
        requireBearer("t1");
        nextToken("{\"token\":\"t1\",\"expires_in\":300}");
        ImageSource image = image();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    image.root();
                } catch (Exception e) {
                    failures.add(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(registry.paths("/token")).hasSize(1);
    }

    @Test
    void waitsForABusyTokenServer() throws Exception {
        requireBearer("t1");
        registry.next("/token", RegistryFixture.status(429, "3"));
        nextToken("{\"token\":\"t1\"}");
        image().root();
        assertThat(slept).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void usesBasicWhenAsked() throws Exception {
        bob();
        registry.require(BASIC, "Basic realm=\"x\"");
        image().root();
        assertThat(registry.seen())
                .extracting(each -> each.header("Authorization"))
                .containsExactly("", BASIC);
    }

    @Test
    void saysThatThereAreNoCredentials() {
        registry.require(BASIC, "Basic realm=\"x\"");
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(UnauthorizedAtRegistry.class)
                .hasMessage(
                        """
                        HOST/a/b:v1: HOST refuses access (status 401, UNAUTHORIZED: authentication required); there are no credentials for HOST in settings.xml, Docker's config
                          If the image is private, put into settings.xml:
                            <server>
                              <id>HOST</id>
                              <username>USER</username>
                              <password>PASSWORD OR ACCESS TOKEN</password>
                            </server>
                          Many registries answer the same for a name that does not exist: check its spelling."""
                                .replace("HOST", registry.host()));
    }

    @Test
    void saysWhichCredentialsWereTriedAndHidesThem() {
        bob();
        registry.require("Basic other", "Basic realm=\"x\"");
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(UnauthorizedAtRegistry.class)
                .hasMessageContaining("the credentials of " + registry.host()
                        + " were refused: user 'bob' from settings.xml, server '" + registry.host() + "'")
                .hasMessageContaining("Correct the password or the token in settings.xml, server '")
                .hasMessageNotContaining("<server>")
                .satisfies(e -> assertThat(everything(e)).doesNotContain(SECRET, BASIC.substring(6)));
        assertThat(registry.seen()).hasSize(2);
    }

    @Test
    void hidesWhatAServerRepeats() {
        bob();
        requireBearer("t1");
        registry.next("/token", exchange -> RegistryFixture.error(exchange, 401, "DENIED", "wrong password " + SECRET));
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(UnauthorizedAtRegistry.class)
                .hasMessageContaining(
                        "its token server " + registry.host() + ": status 401, DENIED: wrong password ***")
                .satisfies(e -> assertThat(everything(e)).doesNotContain(SECRET));
    }

    @Test
    void hidesATokenThatCannotBeSent() {
        requireBearer("t1");
        nextToken("{\"token\":\"top\\r\\nsecret\"}");
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining("answers with something that is not a token")
                .satisfies(e -> assertThat(everything(e)).doesNotContain("secret"));
        nextToken("{\"token\":secret}");
        assertThatThrownBy(() -> image().root())
                .satisfies(e -> assertThat(everything(e)).doesNotContain("secret"));
        assertThat(registry.paths("/token")).as("what is no token stays none").hasSize(2);
        assertThat(slept).isEmpty();
    }

    @Test
    void saysWhoseTokenServerCannotBeReached() {
        RegistryFixture closed = new RegistryFixture();
        closed.close();
        registry.require("Bearer t", "Bearer realm=\"http://" + closed.host() + "/token\"");
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryUnreachable.class)
                .hasMessageContaining(closed.host() + " (token server of " + registry.host()
                        + ") cannot be reached (2 attempts): connection refused");
    }

    @Test
    void tellsNoSecretToATokenServerInPlainHttp() {
        bob();
        registry.require("Bearer t", "Bearer realm=\"http://auth.example.com/token\"");
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining("its token server is not an https address: 'http://auth.example.com/token'");
    }

    @Test
    void tellsNoSecretToAnotherServer() throws Exception {
        bob();
        byte[] bytes = new byte[100];
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        other.blob(MediaTypes.OCI_LAYER, bytes);
        requireBearer("t1");
        nextToken("{\"token\":\"t1\",\"expires_in\":300}");
        ImageSource image = image();
        image.root();
        registry.next("/blobs/", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer t1");
            RegistryFixture.redirect("http://" + other.host() + "/blobs/" + layer.digest() + "?signature=x")
                    .answer(exchange);
        });
        try (InputStream in = image.open(layer)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(other.seen()).hasSize(1);
        assertThat(other.seen().get(0).query()).isEqualTo("signature=x");
        assertThat(other.seen().get(0).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void keepsAuthorizationOnTheSameServer() throws Exception {
        bob();
        registry.require(BASIC, "Basic realm=\"x\"");
        ImageSource image = image();
        image.root();
        registry.forget();
        registry.next("/manifests/v1", RegistryFixture.redirect("/v2/a/b/manifests/v1?moved"));
        image.root();
        assertThat(registry.seen())
                .extracting(each -> each.header("Authorization"))
                .containsExactly(BASIC, BASIC);
    }

    @Test
    void asksTheRegistryAgainWhenASignedAddressIsTooOld() throws Exception {
        byte[] bytes = new byte[100];
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        registry.next("/blobs/", RegistryFixture.redirect("http://" + other.host() + "/old?signature=s3cr3t"));
        other.next("/old", RegistryFixture.status(403, null));
        try (InputStream in = image().open(layer)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(registry.paths("/blobs/")).hasSize(2);
    }

    @Test
    void followsNoRedirectToPlainHttpElsewhereAndNoCircle() {
        registry.next("/manifests/", RegistryFixture.redirect("http://bob:pw@cdn.example.com/x?signature=s3cr3t"));
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining("redirects to cdn.example.com over plain HTTP, which is not allowed")
                .satisfies(e -> assertThat(everything(e)).doesNotContain("s3cr3t"));
        for (int i = 0; i < 30; i++) {
            registry.next("/manifests/", RegistryFixture.redirect("/v2/a/b/manifests/v1"));
        }
        assertThatThrownBy(() -> image().root()).hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void asksTheMirrorFirst() throws Exception {
        Descriptor manifest = other.image("v1", "linux/arm64", new byte[9]);
        mirror();
        assertThat(image().root().self().digest()).isEqualTo(manifest.digest());
        assertThat(registry.seen()).isEmpty();
    }

    @Test
    void asksTheRegistryWhatTheMirrorLacks() throws Exception {
        mirror();
        assertThat(image().root().self()).isNotNull();
        assertThat(other.seen()).hasSize(1);
        assertThat(registry.seen()).hasSize(1);
        other.close();
        assertThat(image().root().self()).isNotNull();
    }

    @Test
    void checksWhatTheMirrorSends() {
        byte[] bytes = new byte[100];
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        mirror();
        other.next(
                "/blobs/",
                exchange -> RegistryFixture.send(exchange, 200, "x".repeat(100).getBytes(UTF_8)));
        assertThatThrownBy(() -> {
                    try (InputStream in = image().open(layer)) {
                        in.readAllBytes();
                    }
                })
                .isInstanceOf(dev.slipway.content.DigestMismatch.class)
                .hasMessageContaining("from " + other.host());
    }

    @Test
    void showsAMirrorItsOwnCredentialsOnly() throws Exception {
        bob();
        mirror();
        other.require("Bearer x", "Basic realm=\"mirror\"");
        image().root();
        assertThat(asked).containsExactly(other.host() + "/a/b");
    }

    private void mirror() {
        settings = new RegistrySettings(
                List.of(Mirror.parse(registry.host() + "=http://" + other.host())),
                Set.of(),
                List.of(),
                false,
                Duration.ofSeconds(20));
    }

    @Test
    void goesThroughAProxyWithItsPassword() throws Exception {
        ProxyServer proxy = new ProxyServer(
                "http",
                "127.0.0.1",
                Integer.parseInt(other.host().replace("127.0.0.1:", "")),
                "joe",
                "pw",
                List.of("127.*"));
        settings = new RegistrySettings(
                List.of(), Set.of("reg.example.com"), List.of(proxy), false, Duration.ofSeconds(20));
        Descriptor manifest = other.image("v1", "linux/amd64", new byte[3]);
        assertThat(image("reg.example.com/a/b:v1").root().self().digest()).isEqualTo(manifest.digest());
        assertThat(other.seen().get(0).header("Proxy-Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("joe:pw".getBytes(UTF_8)));
        assertThat(other.seen().get(0).header("Host")).isEqualTo("reg.example.com");
        image().root();
        assertThat(registry.seen()).hasSize(1);
        assertThat(registry.seen().get(0).headers()).doesNotContainKey("Proxy-Authorization");
    }

    @Test
    void saysHowToOpenAProxyForHttps() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> refuseTunnels(socket));
            thread.start();
            ProxyServer proxy =
                    new ProxyServer("http", "127.0.0.1", socket.getLocalPort(), "joe", "hush-hush", List.of());
            settings = new RegistrySettings(List.of(), Set.of(), List.of(proxy), false, Duration.ofSeconds(20));
            assertThatThrownBy(() -> image("reg.example.com/a/b:v1").root())
                    .isInstanceOf(RegistryUnreachable.class)
                    .hasMessageContaining("MAVEN_OPTS=-Djdk.http.auth.tunneling.disabledSchemes=")
                    .satisfies(e -> assertThat(everything(e)).doesNotContain("hush-hush"));
            assertThat(slept).isEmpty();
        }
    }

    /** The JDK's server does not know CONNECT. */
    private static void refuseTunnels(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                String line = lines.readLine();
                while (!line.isEmpty()) {
                    line = lines.readLine();
                }
                socket.getOutputStream()
                        .write(("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                        + "Proxy-Authenticate: Basic realm=\"p\"\r\n"
                                        + "Content-Length: 0\r\n\r\n")
                                .getBytes(UTF_8));
            } catch (IOException e) {
                return;
            }
        }
    }
}
