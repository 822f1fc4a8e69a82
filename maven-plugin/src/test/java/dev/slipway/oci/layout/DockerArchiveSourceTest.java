package dev.slipway.oci.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Manifest;
import dev.slipway.oci.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DockerArchiveSourceTest {
    private static final String MANIFEST =
            """
            [{"Config": "c.json", "RepoTags": ["a/b:v1"], "Layers": ["1/layer.tar", "2/layer.tar"], "Parent": ""},
             {"Config": "c.json", "RepoTags": null, "Layers": ["1/layer.tar"]}]""";

    private static byte[] archive(String manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            Map<String, String> files =
                    new TreeMap<>(Map.of("c.json", "{}", "1/layer.tar", "layer one", "manifest.json", manifest));
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
            TarArchiveEntry link = new TarArchiveEntry("2/layer.tar", TarConstants.LF_SYMLINK);
            link.setLinkName("../1/layer.tar");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static DockerArchiveSource source(String manifest, @Nullable String tag) throws IOException {
        return new DockerArchiveSource("docker-archive:x.tar", OciLayoutTest.tar(archive(manifest)), tag);
    }

    @Test
    void makesAManifestOfWhatLiesThere() throws IOException {
        DockerArchiveSource source = source(MANIFEST, "a/b:v1");
        Manifest manifest = (Manifest) source.root().image();
        Content layer = Content.of("layer one");
        assertThat(manifest.config())
                .isEqualTo(Descriptor.of(MediaTypes.OCI_CONFIG, Content.of("{}").digest(), 2));
        assertThat(manifest.layers())
                .hasSize(2)
                .containsOnly(Descriptor.of(MediaTypes.OCI_LAYER, layer.digest(), layer.size()));
        for (Descriptor each : manifest.layers()) {
            try (InputStream in = source.open(each)) {
                assertThat(in.readAllBytes()).isEqualTo(layer.bytes());
            }
        }
        try (InputStream in = source.open(source.root().self())) {
            assertThat(in.readAllBytes()).isEqualTo(source.root().content().bytes());
        }
    }

    @Test
    void hasTheSameDigestEveryTime() throws IOException {
        assertThat(source(MANIFEST, "a/b:v1").root().self().digest())
                .isEqualTo(source(MANIFEST, "a/b:v1").root().self().digest())
                .hasToString("sha256:c7e05625698b65d2dc3e3b640e316208904b0c4fa577baaa13f35ad71b491fbf");
    }

    @Test
    void asksWhichOfSeveral() throws IOException {
        DockerArchiveSource source = source(MANIFEST, null);
        assertThatThrownBy(source::root)
                .isInstanceOf(LayoutDefect.class)
                .hasMessage(
                        """
                        docker-archive:x.tar: x.tar holds 2 images
                          Name one after a colon: a/b:v1""");
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        DockerArchiveSource source = source(MANIFEST.replace("2/layer", "3/layer"), "a/b:v1");
        assertThatThrownBy(source::root)
                .isInstanceOf(LayoutDefect.class)
                .hasMessageContaining("there is no 3/layer.tar in x.tar");
    }
}
