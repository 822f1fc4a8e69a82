package dev.slipway.oci.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.content.DigestMismatch;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Document;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.ImageDocument;
import dev.slipway.oci.Manifest;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OciLayoutTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Content LAYER = Content.of("a layer");

    private static ImageConfig config() {
        return new ImageConfig(
                AMD64,
                List.of("/bin/sh"),
                List.of("-c", "ü"),
                List.of("PATH=/bin"),
                "/",
                "",
                new TreeMap<>(Map.of("b", "2", "a", "1")),
                List.of(LAYER.digest()));
    }

    private static OciLayout layout(@Nullable String ref) {
        Content config = config().format(Instant.ofEpochSecond(1));
        Descriptor layer = Descriptor.of(MediaTypes.OCI_LAYER, LAYER.digest(), LAYER.size());
        return OciLayout.of(config, AMD64, List.of(layer), new TreeMap<>(), ref);
    }

    private static SortedMap<String, Content> files(OciLayout layout) {
        SortedMap<String, Content> files = new TreeMap<>(layout.files());
        files.put(OciLayout.blobPath(LAYER.digest()), LAYER);
        return files;
    }

    private static String text(OciLayout layout, String path) throws IOException {
        return text(Objects.requireNonNull(layout.files().get(path)));
    }

    private static String text(Content content) throws IOException {
        return new String(content.bytes(), UTF_8);
    }

    @Test
    void writesTheseBytes() throws IOException {
        OciLayout layout = layout("v1");
        Content config = config().format(Instant.ofEpochSecond(1));
        assertThat(text(config))
                .isEqualTo("{\"created\":\"1970-01-01T00:00:01Z\",\"architecture\":\"amd64\",\"os\":\"linux\","
                        + "\"config\":{\"Env\":[\"PATH=/bin\"],\"Entrypoint\":[\"/bin/sh\"],\"Cmd\":[\"-c\",\"ü\"],\"WorkingDir\":\"/\","
                        + "\"Labels\":{\"a\":\"1\",\"b\":\"2\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + LAYER.digest()
                        + "\"]}}");
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                + config.digest()
                + "\",\"size\":" + config.size()
                + "},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\","
                + "\"digest\":\"" + LAYER.digest() + "\",\"size\":7}]}";
        assertThat(text(layout, OciLayout.blobPath(layout.manifest().digest()))).isEqualTo(manifest);
        assertThat(text(layout, "index.json"))
                .isEqualTo(
                        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                                + "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                                + layout.manifest().digest() + "\",\"size\":" + manifest.length()
                                + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"},"
                                + "\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}");
        assertThat(text(layout, "oci-layout")).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        OciLayoutSource source = new OciLayoutSource("oci:x", new MemoryFiles(files(layout("v1"))), "v1");
        Document root = source.root();
        Manifest manifest = (Manifest)
                ImageDocument.parse(root.content().bytes(), root.self().mediaType());
        try (InputStream in = source.open(manifest.config())) {
            assertThat(ImageConfig.parse(in.readAllBytes())).isEqualTo(config());
        }
        try (InputStream in = source.open(manifest.layers().get(0))) {
            assertThat(in.readAllBytes()).isEqualTo(LAYER.bytes());
        }
    }

    @Test
    void readsFromATar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, Content> file : files(layout(null)).entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry("./" + file.getKey());
                entry.setSize(file.getValue().size());
                tar.putArchiveEntry(entry);
                file.getValue().writeTo(tar);
                tar.closeArchiveEntry();
            }
        }
        OciLayoutSource source = new OciLayoutSource("oci-archive:x.tar", tar(bytes.toByteArray()), null);
        Manifest manifest = (Manifest) source.root().image();
        try (InputStream in = source.open(manifest.layers().get(0))) {
            assertThat(in.readAllBytes()).isEqualTo(LAYER.bytes());
        }
    }

    @Test
    void noticesDamage() {
        SortedMap<String, Content> files = files(layout("v1"));
        files.put(OciLayout.blobPath(LAYER.digest()), Content.of("b layer"));
        OciLayoutSource source = new OciLayoutSource("oci:x", new MemoryFiles(files), null);
        assertThatThrownBy(() -> {
                    Manifest manifest = (Manifest) source.root().image();
                    try (InputStream in = source.open(manifest.layers().get(0))) {
                        in.readAllBytes();
                    }
                })
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("oci:x: blobs/sha256/");
    }

    @Test
    void saysWhichImagesThereAre() {
        OciLayoutSource source = new OciLayoutSource("oci:x:v2", new MemoryFiles(files(layout("v1"))), "v2");
        assertThatThrownBy(source::root)
                .isInstanceOf(LayoutDefect.class)
                .hasMessageContaining("there is no image 'v2' in memory")
                .hasMessageContaining("v1");
    }

    @Test
    void saysWhatALayoutMustHave() {
        OciLayoutSource source = new OciLayoutSource("oci:x", new MemoryFiles(Map.of()), null);
        assertThatThrownBy(source::root)
                .isInstanceOf(LayoutDefect.class)
                .hasMessageContaining("oci:x: there is no oci-layout in memory");
    }

    @Test
    void saysThatATarIsCompressedOrNone() {
        assertThatThrownBy(() -> tar(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0}))
                .isInstanceOf(LayoutDefect.class)
                .hasMessageContaining("gunzip");
        assertThatThrownBy(() -> tar("hello".getBytes(UTF_8)))
                .isInstanceOf(LayoutDefect.class)
                .hasMessageContaining("not a tar archive");
    }

    @Test
    void refusesATarThatItDoesNotReadAsEverybodyDoes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.putArchiveEntry(new TarArchiveEntry("index.json", TarConstants.LF_GNUTYPE_SPARSE));
            tar.closeArchiveEntry();
        }
        assertThatThrownBy(() -> tar(bytes.toByteArray()))
                .isInstanceOf(LayoutDefect.class)
                .hasMessageContaining("'index.json' is a sparse file");
    }

    static TarFiles tar(byte[] bytes) throws IOException {
        return TarFiles.read("x.tar", offset -> {
            InputStream in = new ByteArrayInputStream(bytes);
            in.skipNBytes(offset);
            return in;
        });
    }
}
