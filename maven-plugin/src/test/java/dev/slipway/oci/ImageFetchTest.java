package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.BlobSink;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ImageFetchTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    private final Map<Digest, Content> remote = new ConcurrentHashMap<>();
    private final Map<Digest, Content> local = new ConcurrentHashMap<>();
    private final Set<Digest> opened = ConcurrentHashMap.newKeySet();

    private final BlobSink sink = (digest, size, source) -> {
        Content here = local.get(digest);
        if (here == null) {
            try (InputStream in = new VerifyingInputStream(source.open(), digest, size, "test")) {
                here = Content.of(in.readAllBytes());
            }
            local.put(digest, here);
        }
        return here;
    };

    private final class Remote implements ImageSource {
        private final Document root;

        Remote(String mediaType, Content content) {
            this.root = new Document(Descriptor.of(mediaType, content.digest(), content.size()), content);
        }

        @Override
        public String name() {
            return "docker.io/a/b:v1";
        }

        @Override
        public Document root() {
            return root;
        }

        @Override
        public InputStream open(Descriptor descriptor) throws IOException {
            opened.add(descriptor.digest());
            return Objects.requireNonNull(remote.get(descriptor.digest())).open();
        }
    }

    private Content add(Content content) {
        remote.put(content.digest(), content);
        return content;
    }

    private Content image(Platform platform, String... layers) {
        List<Content> contents =
                List.of(layers).stream().map(text -> add(Content.of(text))).toList();
        ImageConfig config = new ImageConfig(
                platform,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                new TreeMap<>(),
                contents.stream().map(Content::digest).toList());
        Content json = add(config.format(Instant.EPOCH));
        OciLayout layout = OciLayout.of(
                json,
                platform,
                contents.stream()
                        .map(each -> Descriptor.of(MediaTypes.OCI_LAYER, each.digest(), each.size()))
                        .toList(),
                new TreeMap<>(),
                null);
        return add(Objects.requireNonNull(
                layout.files().get(OciLayout.blobPath(layout.manifest().digest()))));
    }

    private Content index(Content amd64, Content arm64) {
        String entry = "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
                + "\",\"digest\":\"%s\",\"size\":%d,\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}";
        return add(Content.of("{\"schemaVersion\":2,\"manifests\":["
                + entry.formatted(amd64.digest(), amd64.size(), "amd64") + ","
                + entry.formatted(arm64.digest(), arm64.size(), "arm64") + "]}"));
    }

    private ImageFetch fetch(String mediaType, Content root) {
        return new ImageFetch(new Remote(mediaType, root), sink, Runnable::run);
    }

    @Test
    void bringsOnlyTheWantedPlatform() throws IOException {
        Content amd64 = image(AMD64, "one", "two");
        Content arm64 = image(ARM64, "three");
        ImageFetch fetch = fetch(MediaTypes.OCI_INDEX, index(amd64, arm64));

        ResolvedImage resolved = fetch.resolve();
        assertThat(resolved.platforms())
                .containsExactly(Map.entry(AMD64, amd64.digest()), Map.entry(ARM64, arm64.digest()));
        assertThat(opened).isEmpty();

        FetchedImage image = fetch.fetch(resolved.root(), AMD64);
        assertThat(image.layers())
                .extracting(Content::digest)
                .containsExactly(Content.of("one").digest(), Content.of("two").digest());
        assertThat(opened)
                .containsExactlyInAnyOrder(
                        amd64.digest(),
                        image.manifest().config().digest(),
                        Content.of("one").digest(),
                        Content.of("two").digest());
    }

    @Test
    void asksForNothingThatIsHere() throws IOException {
        ImageFetch fetch = fetch(MediaTypes.OCI_INDEX, index(image(AMD64, "one"), image(ARM64, "two")));
        ResolvedImage resolved = fetch.resolve();
        fetch.fetch(resolved.root(), AMD64);
        opened.clear();
        fetch.fetch(resolved.root(), AMD64);
        assertThat(opened).isEmpty();
    }

    @Test
    void tellsThePlatformOfASingleImageFromItsConfig() throws IOException {
        Content manifest = image(ARM64, "one");
        ImageFetch fetch = fetch(MediaTypes.OCI_MANIFEST, manifest);
        ResolvedImage resolved = fetch.resolve();
        assertThat(resolved.platforms()).containsExactly(Map.entry(ARM64, manifest.digest()));
        assertThatThrownBy(() -> fetch.fetch(resolved.root(), AMD64))
                .isInstanceOf(PlatformMissing.class)
                .hasMessageContaining("docker.io/a/b:v1: there is no linux/amd64 in this image; it has linux/arm64");
        assertThat(opened).doesNotContain(Content.of("one").digest());
    }
}
