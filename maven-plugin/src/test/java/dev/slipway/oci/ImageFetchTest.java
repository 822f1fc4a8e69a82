package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.BlobSink;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.oci.layout.OciLayout;
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
            try (InputStream in = new VerifyingInputStream(source.get(), digest, size, "test")) {
                here = Content.of(in.readAllBytes());
            }
            local.put(digest, here);
        }
        return here;
    };

    private final class Remote implements ImageSource {
        private final Descriptor self;
        private final Content content;

        Remote(String mediaType, Content content) {
            this.self = Descriptor.of(mediaType, content.digest(), content.size());
            this.content = content;
        }

        @Override
        public String name() {
            return "docker.io/a/b:v1";
        }

        @Override
        public Document root() throws IOException {
            return Document.of(content.bytes(), self);
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

    private static String entry(Content content, String type, String platform) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + content.digest() + "\",\"size\":" + content.size()
                + platform + "}";
    }

    private Content indexOf(String... entries) {
        return add(Content.of("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}"));
    }

    @Test
    void followsAnIndexInsideAnIndex() throws IOException {
        Content amd64 = image(AMD64, "one");
        Content note = image(AMD64, "attestation");
        String unknown = ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}";
        Content inner =
                indexOf(entry(amd64, MediaTypes.OCI_MANIFEST, ""), entry(note, MediaTypes.OCI_MANIFEST, unknown));
        String platform = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}";
        ImageFetch fetch = fetch(MediaTypes.OCI_INDEX, indexOf(entry(inner, MediaTypes.OCI_INDEX, platform)));

        ResolvedImage resolved = fetch.resolve();
        assertThat(resolved.platforms()).containsExactly(Map.entry(AMD64, amd64.digest()));
        assertThat(fetch.fetch(resolved.root(), AMD64).manifest().self().digest())
                .isEqualTo(amd64.digest());
        assertThat(fetch.nestedIndexes(resolved.root()))
                .extracting(Descriptor::digest)
                .containsExactly(inner.digest());
    }

    @Test
    void refusesIndexesInsideIndexesWithoutEnd() {
        Content each = image(AMD64, "one");
        String type = MediaTypes.OCI_MANIFEST;
        for (int i = 0; i < 7; i++) {
            each = indexOf(entry(each, type, ""));
            type = MediaTypes.OCI_INDEX;
        }
        Content top = each;
        assertThatThrownBy(() -> fetch(MediaTypes.OCI_INDEX, top).resolve())
                .hasMessageContaining("docker.io/a/b:v1: has indexes inside indexes, more than 4 levels");
    }

    @Test
    void passesOverAnEntryWithoutASoundPlatform() throws IOException {
        Content good = image(AMD64, "one");
        Content bad = image(ARM64, "two");
        String empty = ",\"platform\":{\"os\":\"\",\"architecture\":\"\"}";
        String sound = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}";
        ImageFetch fetch = fetch(
                MediaTypes.OCI_INDEX,
                indexOf(entry(bad, MediaTypes.OCI_MANIFEST, empty), entry(good, MediaTypes.OCI_MANIFEST, sound)));
        assertThat(fetch.resolve().platforms()).containsExactly(Map.entry(AMD64, good.digest()));
    }

    @Test
    void namesTheImageOfAMalformedDocument() {
        Content config = add(Content.of("{\"os\":\"\",\"architecture\":\"\"}"));
        Content manifest = add(Content.of(
                "{\"schemaVersion\":2,\"config\":" + entry(config, MediaTypes.OCI_CONFIG, "") + ",\"layers\":[]}"));
        assertThatThrownBy(() -> fetch(MediaTypes.OCI_MANIFEST, manifest).resolve())
                .hasMessageContaining("docker.io/a/b:v1: config " + config.digest());
        Content blake = add(Content.of("{\"schemaVersion\":2,\"config\":{\"mediaType\":\"x\",\"digest\":\"blake3:00\","
                + "\"size\":1},\"layers\":[]}"));
        assertThatThrownBy(() -> fetch(MediaTypes.OCI_MANIFEST, blake).resolve())
                .hasMessageContaining("of the algorithm 'blake3', which is not supported");
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
