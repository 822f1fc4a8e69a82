package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.Progress;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Document;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.registry.http.OfflineRequestRefused;
import dev.slipway.registry.login.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegistryClientTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final RegistryFixture registry = new RegistryFixture();
    private final List<Duration> slept = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private RegistrySettings settings =
            new RegistrySettings(List.of(), Set.of(), List.of(), false, Duration.ofSeconds(20));

    private final RegistryEvents listener = new RegistryEvents() {
        @Override
        public Progress started(Transfer transfer) {
            events.add("started " + transfer.size());
            return new Progress() {
                @Override
                public void finished() {
                    events.add("finished " + transfer.size());
                }

                @Override
                public void stopped() {
                    events.add("stopped " + transfer.size());
                }
            };
        }

        @Override
        public void retried(String image, String reason, Duration wait) {
            events.add("retried after " + wait.toSeconds() + " s: " + reason.replace(registry.host(), "HOST"));
        }

        @Override
        public void mirrorSkipped(String image, String mirror, String reason) {
            events.add("skipped: " + reason);
        }
    };

    @AfterEach
    void stop() {
        registry.close();
    }

    private ImageSource image(String name) {
        return new RegistryClient(settings, Credentials.NONE, listener, clock, slept::add)
                .image((RegistryReference) ImageReference.parse(name));
    }

    private ImageSource image() {
        return image(registry.host() + "/a/b:v1");
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(ImageSource image, Descriptor descriptor) throws IOException {
        try (InputStream in = image.open(descriptor)) {
            return in.readAllBytes();
        }
    }

    @Test
    void resolvesATagToTheBytesThatCame() throws IOException {
        Descriptor index = registry.index("v1", registry.image("x", "linux/amd64", random(3)));
        Document root = image().root();
        assertThat(root.self()).isEqualTo(index);
        assertThat(Digest.of(root.content().bytes())).isEqualTo(index.digest());
        assertThat(registry.seen()).extracting(RegistryFixture.Seen::method).containsExactly("GET");
        assertThat(registry.seen().get(0).header("Accept"))
                .contains(
                        MediaTypes.OCI_INDEX,
                        MediaTypes.OCI_MANIFEST,
                        MediaTypes.DOCKER_LIST,
                        MediaTypes.DOCKER_MANIFEST);
    }

    @Test
    void asksForADigestAndChecksIt() throws IOException {
        Descriptor manifest = registry.image("v1", "linux/amd64", random(3));
        assertThat(image(registry.host() + "/a/b:other@" + manifest.digest())
                        .root()
                        .self())
                .isEqualTo(manifest.withPlatform(null));
        registry.next(
                "/manifests/", exchange -> RegistryFixture.send(exchange, 200, "{\"layers\":[]}".getBytes(UTF_8)));
        assertThatThrownBy(() ->
                        image(registry.host() + "/a/b@" + manifest.digest()).root())
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("expected " + manifest.digest());
    }

    @Test
    void noticesAManifestThatIsNotTheAnnouncedOne() {
        registry.next("/manifests/", exchange -> {
            exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:" + "0".repeat(64));
            RegistryFixture.send(exchange, 200, RegistryFixture.MANIFEST.getBytes(UTF_8));
        });
        assertThatThrownBy(() -> image().root()).isInstanceOf(DigestMismatch.class);
    }

    @Test
    void readsABlob() throws IOException {
        byte[] bytes = random(300_000);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        assertThat(read(image(), layer)).isEqualTo(bytes);
        assertThat(events).containsExactly("started 300000", "finished 300000");
        assertThat(registry.seen()).extracting(each -> each.header("Range")).containsExactly("");
    }

    @Test
    void neverFinishesAWrongBlob() {
        byte[] bytes = random(1000);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        registry.next(
                "/blobs/",
                exchange -> RegistryFixture.send(exchange, 200, random(1000).clone()));
        registry.next("/blobs/", exchange -> RegistryFixture.send(exchange, 200, new byte[1000]));
        assertThatThrownBy(() -> {
                    read(image(), layer);
                    read(image(), layer);
                })
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining(registry.host() + "/a/b:v1 from " + registry.host());
        assertThat(events).containsExactly("started 1000", "finished 1000", "started 1000", "stopped 1000");
    }

    @Test
    void goesOnWhereItWasCut() throws IOException {
        byte[] bytes = random(2_000_000);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        registry.next("/blobs/", RegistryFixture.cut(bytes, 0, 900_000));
        assertThat(read(image(), layer)).isEqualTo(bytes);
        assertThat(registry.seen()).hasSize(2);
        String range = registry.seen().get(1).header("Range");
        assertThat(range).startsWith("bytes=").isNotEqualTo("bytes=0-");
        assertThat(slept).containsExactly(Duration.ofSeconds(1));
        assertThat(events.get(1)).startsWith("retried after 1 s: HOST");
    }

    @Test
    void startsOverIfTheServerKnowsNoRange() throws IOException {
        byte[] bytes = random(2_000_000);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        registry.withoutRanges();
        registry.next("/blobs/", RegistryFixture.cut(bytes, 0, 900_000));
        assertThat(read(image(), layer)).isEqualTo(bytes);
        assertThat(registry.seen()).hasSize(2);
    }

    @Test
    void startsOverIfTheRangeIsRefusedOrWrong() throws IOException {
        byte[] bytes = random(2_000_000);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        registry.next("/blobs/", RegistryFixture.cut(bytes, 0, 900_000));
        registry.next("/blobs/", RegistryFixture.status(416, null));
        assertThat(read(image(), layer)).isEqualTo(bytes);
        registry.next("/blobs/", RegistryFixture.cut(bytes, 0, 900_000));
        registry.next("/blobs/", exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 5-9/10");
            RegistryFixture.send(exchange, 206, new byte[5]);
        });
        assertThat(read(image(), layer)).isEqualTo(bytes);
    }

    @Test
    void givesUpOnALineThatIsCutForEver() {
        byte[] bytes = random(1000);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        for (int i = 0; i < 9; i++) {
            registry.next("/blobs/", RegistryFixture.cut(bytes, 0, 10));
        }
        registry.withoutRanges();
        assertThatThrownBy(() -> read(image(), layer)).isInstanceOf(RegistryUnreachable.class);
        assertThat(registry.seen()).hasSize(5);
        assertThat(slept).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
    }

    @Test
    void goesOnAfterAStall() throws IOException {
        settings = new RegistrySettings(List.of(), Set.of(), List.of(), false, SHORT);
        byte[] bytes = random(1_000_000);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, bytes);
        registry.next("/blobs/", RegistryFixture.stall(bytes, 500_000, 6000));
        assertThat(read(image(), layer)).isEqualTo(bytes);
        assertThat(events.get(1)).isEqualTo("retried after 1 s: HOST: nothing came for 2 s");
    }

    @Test
    void triesAgainAfterServerErrors() throws IOException {
        registry.image("v1", "linux/amd64", random(3));
        registry.next("/manifests/", RegistryFixture.status(500, null));
        registry.next("/manifests/", RegistryFixture.status(503, null));
        image().root();
        assertThat(slept).extracting(Duration::toSeconds).containsExactly(1L, 2L);
        assertThat(events)
                .containsExactly(
                        "retried after 1 s: HOST: status 500, UNKNOWN: come again",
                        "retried after 2 s: HOST: status 503, UNKNOWN: come again");
    }

    @Test
    void triesAgainAfterACutManifest() throws IOException {
        byte[] manifest = RegistryFixture.MANIFEST.getBytes(UTF_8);
        Descriptor descriptor = registry.document("v1", MediaTypes.OCI_MANIFEST, manifest);
        registry.next("/manifests/", RegistryFixture.cut(manifest, 0, 7));
        assertThat(image().root().self()).isEqualTo(descriptor);
        assertThat(slept).hasSize(1);
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws IOException {
        registry.image("v1", "linux/amd64", random(3));
        registry.next("/manifests/", RegistryFixture.status(429, "7"));
        registry.next("/manifests/", RegistryFixture.status(503, "Mon, 23 Nov 2026 10:00:30 GMT"));
        image().root();
        assertThat(slept).extracting(Duration::toSeconds).containsExactly(7L, 30L);
    }

    @Test
    void doesNotWaitForHours() {
        registry.next("/manifests/", RegistryFixture.status(429, "7200"));
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(TooManyRequests.class)
                .hasMessage(
                        """
                        HOST/a/b:v1: HOST limits the number of requests (one attempt): status 429, TOOMANYREQUESTS: come again, asks to wait 7200 s
                          Wait; what was downloaded so far is kept. Registries allow more requests to users who log in: add a <server> to settings.xml whose
                          id is the registry's host. Or use a mirror: -Dslipway.mirrors=REGISTRY=https://MIRROR"""
                                .replace("HOST", registry.host()));
        assertThat(slept).isEmpty();
    }

    @Test
    void givesUpAfterFiveAttempts() {
        for (int i = 0; i < 9; i++) {
            registry.next("/manifests/", RegistryFixture.status(502, null));
        }
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining("does not answer as a registry should (5 attempts): status 502");
        assertThat(registry.seen()).hasSize(5);
    }

    @Test
    void saysThatAnImageIsNotThere() {
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(ImageNotFound.class)
                .hasMessage(
                        """
                        HOST/a/b:v1: HOST has no tag 'v1' of this image (status 404, MANIFEST_UNKNOWN: not here)
                          Check the spelling of name and tag. If it was there once, choose another tag, and move the lock to it:
                          mvn slipway:resolve -Dslipway.update=HOST/a/b:v1"""
                                .replace("HOST", registry.host()));
    }

    @Test
    void saysThatARegistryIsNotThere() {
        registry.close();
        assertThatThrownBy(() -> image().root())
                .isInstanceOf(RegistryUnreachable.class)
                .hasMessage(
                        """
                        HOST/a/b:v1: HOST cannot be reached (2 attempts): connection refused
                          Check the registry's name, the network, and <proxies> in settings.xml. Or use a mirror:
                          -Dslipway.mirrors=REGISTRY=https://MIRROR"""
                                .replace("HOST", registry.host()));
    }

    @Test
    void makesNoRequestOffline() {
        settings = new RegistrySettings(List.of(), Set.of(), List.of(), true, SHORT);
        Descriptor layer = registry.blob(MediaTypes.OCI_LAYER, random(9));
        assertThatThrownBy(() -> image().root()).isInstanceOf(OfflineRequestRefused.class);
        assertThatThrownBy(() -> image().open(layer))
                .isInstanceOf(OfflineRequestRefused.class)
                .hasMessage(
                        """
                        HOST/a/b:v1: DIGEST is not in the store, and an offline build (-o) asks no registry for it
                          Run once without -o: mvn slipway:resolve"""
                                .replace("HOST", registry.host())
                                .replace("DIGEST", layer.digest().toString()));
        assertThat(registry.seen()).isEmpty();
    }

    @Test
    void boundsWhatItReads() {
        registry.next("/manifests/", exchange -> RegistryFixture.send(exchange, 200, new byte[5 << 20]));
        assertThatThrownBy(() -> image().root()).hasMessageContaining("more than 4194304 are not read");
        registry.next("/manifests/", exchange -> RegistryFixture.send(exchange, 400, new byte[5 << 20]));
        assertThatThrownBy(() -> image().root()).hasMessageContaining("status 400");
    }

    @Test
    void runsInManyThreadsAtOnce() throws Exception {
        List<Descriptor> layers = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            byte[] bytes = random(100_000 + i);
            layers.add(registry.blob(MediaTypes.OCI_LAYER, bytes));
            registry.next(Digest.of(bytes).toString(), RegistryFixture.cut(bytes, 0, 50_000));
        }
        ImageSource image = image();
        List<Boolean> right = layers.parallelStream()
                .map(layer -> {
                    try {
                        return Digest.of(read(image, layer)).equals(layer.digest());
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
        assertThat(right).hasSize(20).containsOnly(true);
    }
}
