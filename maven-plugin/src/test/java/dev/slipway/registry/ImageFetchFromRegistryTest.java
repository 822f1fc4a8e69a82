package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.FetchedImage;
import dev.slipway.oci.ImageFetch;
import dev.slipway.oci.Platform;
import dev.slipway.oci.PlatformMissing;
import dev.slipway.oci.ResolvedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.registry.http.OfflineRequestRefused;
import dev.slipway.registry.login.Credentials;
import dev.slipway.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registry, formats and store together, as {@code build} joins them. */
@Timeout(60)
class ImageFetchFromRegistryTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");

    private final RegistryFixture registry = new RegistryFixture();
    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    @TempDir
    private Path root = Path.of("unset");

    @AfterEach
    void stop() {
        registry.close();
        executor.shutdownNow();
    }

    private ImageFetch fetch(boolean offline) {
        RegistrySettings settings =
                new RegistrySettings(List.of(), Set.of(), List.of(), offline, Duration.ofSeconds(20));
        RegistryClient client = new RegistryClient(settings, Credentials.NONE, RegistryEvents.NONE);
        RegistryReference reference = (RegistryReference) ImageReference.parse(registry.host() + "/a/b:v1");
        return new ImageFetch(client.image(reference), new Store(root), executor);
    }

    @Test
    void asksForNothingOfOtherPlatforms() throws Exception {
        byte[] one = {1};
        byte[] two = {2};
        Descriptor amd64 = registry.image("x", "linux/amd64", one, two);
        Descriptor arm64 = registry.image("y", "linux/arm64", new byte[] {3}, one);
        Descriptor index = registry.index("v1", amd64, arm64);

        ResolvedImage resolved = fetch(false).resolve();
        assertThat(resolved.root()).isEqualTo(index);
        assertThat(registry.paths("")).containsExactly("/v2/a/b/manifests/v1");

        FetchedImage image = fetch(false).fetch(resolved.root(), AMD64);
        assertThat(image.config().cmd()).containsExactly("/x");
        assertThat(image.layers()).extracting(Content::digest).containsExactly(Digest.of(one), Digest.of(two));
        assertThat(registry.paths(""))
                .containsExactlyInAnyOrder(
                        "/v2/a/b/manifests/v1",
                        "/v2/a/b/manifests/" + amd64.digest(),
                        "/v2/a/b/blobs/" + image.manifest().config().digest(),
                        "/v2/a/b/blobs/" + Digest.of(one),
                        "/v2/a/b/blobs/" + Digest.of(two));
    }

    @Test
    void needsNoNetworkOnceItIsHere() throws Exception {
        registry.index("v1", registry.image("x", "linux/amd64", new byte[] {1}));
        ResolvedImage resolved = fetch(false).resolve();
        assertThatThrownBy(() -> fetch(true).fetch(resolved.root(), AMD64))
                .isInstanceOf(OfflineRequestRefused.class)
                .hasMessageContaining("mvn slipway:resolve")
                .hasMessageContaining(resolved.platforms().get(AMD64) + " is not in the store");
        fetch(false).fetch(resolved.root(), AMD64);
        registry.close();
        assertThat(fetch(true).fetch(resolved.root(), AMD64).layers()).hasSize(1);
    }

    @Test
    void fetchesNothingForAPlatformThatIsNotThere() throws Exception {
        registry.index("v1", registry.image("x", "linux/arm64", new byte[] {1}));
        ResolvedImage resolved = fetch(false).resolve();
        registry.forget();
        assertThatThrownBy(() -> fetch(false).fetch(resolved.root(), AMD64))
                .isInstanceOf(PlatformMissing.class)
                .hasMessageContaining("it has linux/arm64");
        assertThat(registry.seen()).isEmpty();
    }
}
