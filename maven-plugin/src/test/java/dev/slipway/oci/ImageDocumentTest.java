package dev.slipway.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDocumentTest {
    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);
    private static final String C = "sha256:" + "c".repeat(64);

    private static String manifest(String mediaType) {
        return """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 7, "data": "e30="},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+zstd", "digest": "%s", "size": 8589934592,
                             "annotations": {"z": "1", "a": "2"}, "new-field": [1, {"x": null}]}],
                 "subject": {"whatever": true}, "artifactType": "a/b"}
                """
                .formatted(mediaType, A, B);
    }

    private static String entry(String digest, String platform) {
        return "{\"mediaType\": \"" + MediaTypes.OCI_MANIFEST + "\", \"artifactType\": \"x\", \"digest\": \"" + digest
                + "\", \"size\": 3" + (platform.isEmpty() ? "" : ", \"platform\": " + platform) + "}";
    }

    private static String index(String... entries) {
        return "{\"schemaVersion\": 2, \"manifests\": [" + String.join(",", entries) + "]}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST})
    void readsManifestsAndToleratesUnknownFields(String mediaType) {
        byte[] raw = bytes(manifest(mediaType));
        Manifest manifest = (Manifest) ImageDocument.parse(raw, mediaType);
        assertThat(manifest.self()).isEqualTo(Descriptor.of(mediaType, Digest.of(raw), raw.length));
        assertThat(manifest.config().digest()).hasToString(A);
        Descriptor layer = manifest.layers().get(0);
        assertThat(layer.size()).isEqualTo(8L << 30);
        assertThat(layer.annotations()).containsExactly(java.util.Map.entry("a", "2"), java.util.Map.entry("z", "1"));
    }

    private static Manifest manifest(byte[] raw) {
        return (Manifest) ImageDocument.parse(raw, MediaTypes.OCI_MANIFEST);
    }

    @Test
    void namesTheBytesAsTheyCame() {
        byte[] raw = bytes(manifest(MediaTypes.OCI_MANIFEST));
        byte[] compact = bytes(manifest(MediaTypes.OCI_MANIFEST).replace("\n", ""));
        assertThat(manifest(raw).self().digest())
                .isNotEqualTo(manifest(compact).self().digest());
    }

    @Test
    void ignoresAttestations() {
        Index index = Index.parse(bytes(index(
                entry(C, "{\"os\": \"unknown\", \"architecture\": \"unknown\"}"),
                entry(A, "{\"os\": \"linux\", \"architecture\": \"amd64\", \"os.features\": []}"),
                entry(B, "{\"os\": \"linux\", \"architecture\": \"arm64\", \"variant\": \"v8\"}"))));
        assertThat(index.platforms().keySet())
                .extracting(Platform::toString)
                .containsExactly("linux/amd64", "linux/arm64/v8");
        assertThat(index.choose(Platform.parse("linux/arm64"), "x").digest()).hasToString(B);
    }

    @Test
    void listsWhatTheImageHas() {
        Index index = Index.parse(bytes(index(
                entry(A, "{\"os\": \"linux\", \"architecture\": \"s390x\"}"),
                entry(C, "{\"os\": \"unknown\", \"architecture\": \"unknown\"}"),
                entry(B, "{\"os\": \"linux\", \"architecture\": \"arm\", \"variant\": \"v7\"}"))));
        assertThatThrownBy(() -> index.choose(Platform.parse("linux/amd64"), "docker.io/a/b:v1"))
                .isInstanceOf(PlatformMissing.class)
                .hasMessage(
                        """
                        docker.io/a/b:v1: there is no linux/amd64 in this image; it has linux/arm/v7, linux/s390x
                          Choose an image that is built for linux/amd64, or build for a platform it has.""");
    }

    @Test
    void takesASingleImageWithoutPlatform() {
        Index index = Index.parse(bytes(index(entry(A, ""))));
        assertThat(index.choose(Platform.parse("linux/amd64"), "x").digest()).hasToString(A);
    }

    @Test
    void readsNullAsAbsent() {
        assertThat(Index.parse(bytes("{\"schemaVersion\":2,\"manifests\":[]}")).manifests())
                .isEqualTo(List.of());
        ImageConfig config = ImageConfig.parse(
                bytes(
                        "{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"Cmd\":null,\"Labels\":null,\"Volumes\":{\"/x\":{}}}}"));
        assertThat(config.cmd()).isEmpty();
        assertThat(config.labels()).isEmpty();
        assertThat(config.diffIds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|is neither a manifest nor an index",
                "[]|is not a JSON object",
                "``|is not a JSON object",
                "{\"schemaVersion\":2|is not valid JSON",
                "{\"layers\":[],\"layers\":[]}|Duplicate field 'layers'",
                "{\"layers\":[]} {}|is not valid JSON",
                "{\"schemaVersion\":2,\"layers\":[],\"manifests\":[]}|has both 'manifests' and 'layers'",
                "{\"schemaVersion\":2,\"config\":{},\"manifests\":[]}|has both 'manifests' and 'layers'",
                "{\"schemaVersion\":1,\"fsLayers\":[],\"layers\":[]}|is a Docker manifest of schema 1",
                "{\"schemaVersion\":3,\"layers\":[]}|schemaVersion is 3, not 2",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"layers\":[]}|has the shape of a manifest",
                "{\"manifests\":[{\"digest\":1}]}|manifests[0].size is missing",
                "{\"manifests\":[{\"size\":1.5}]}|manifests[0].size is not a whole number",
                "{\"manifests\":[{\"size\":-1}]}|manifests[0].size is negative",
                "{\"manifests\":[{\"size\":1,\"mediaType\":\"a\",\"digest\":\"md5:1\"}]}|manifests[0].digest is a digest of the algorithm 'md5', which is not supported",
                "{\"manifests\":{}}|manifests is not a list",
                "{\"manifests\":[1]}|manifests[0] is not an object",
                "{\"layers\":[]}|config is missing",
            })
    void refusesWhatIsUnsound(String text, String sentence) {
        byte[] raw = bytes(text);
        assertThatThrownBy(() -> ImageDocument.parse(raw, null))
                .isInstanceOfAny(MalformedDocument.class, OutdatedManifest.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining(Digest.of(raw).toString());
    }

    @Test
    void refusesWhatWasAnnouncedAsSomethingElse() {
        byte[] raw = bytes(manifest(MediaTypes.OCI_MANIFEST));
        assertThatThrownBy(() -> ImageDocument.parse(raw, MediaTypes.OCI_INDEX))
                .hasMessageContaining(
                        "was announced to be " + MediaTypes.OCI_INDEX + ", but has the shape of a manifest");
        assertThat(ImageDocument.parse(raw, "text/plain")).isInstanceOf(Manifest.class);
    }

    @Test
    void refusesWhatNoRegistryWouldTake() {
        byte[] raw = new byte[ImageDocument.MAX_BYTES + 1];
        assertThatThrownBy(() -> ImageDocument.parse(raw, null)).hasMessageContaining("more than 4194304 are not read");
    }
}
