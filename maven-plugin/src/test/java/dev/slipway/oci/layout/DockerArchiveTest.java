package dev.slipway.oci.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Manifest;
import dev.slipway.oci.MediaTypes;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DockerArchiveTest {
    private static final Content CONFIG = Content.of("{}");
    private static final Content LAYER = Content.of("layer");
    private final DockerArchive archive = new DockerArchive(CONFIG, LAYER, new DockerArchive.Name("team/os", "latest"));

    @Test
    void saysTheSameToEveryReader() throws IOException {
        String layer = LAYER.digest().hex();
        assertThat(text("manifest.json"))
                .isEqualTo("[{\"Config\":\"" + CONFIG.digest().hex()
                        + ".json\",\"RepoTags\":[\"team/os:latest\"],\"Layers\":[\"" + layer + ".tar\"]}]");
        assertThat(text("repositories")).isEqualTo("{\"team/os\":{\"latest\":\"" + layer + "\"}}");
        assertThat(text("Dockerfile"))
                .isEqualTo("FROM scratch\nADD " + layer + ".tar /\nENTRYPOINT [\"/bin/rc.init\"]\n");
        assertThat(archive.files()).hasSize(5);
    }

    @Test
    void isReadAsWhatDockerSaves() throws IOException {
        List<Entry> files = new ArrayList<>();
        archive.files()
                .forEach((path, content) -> files.add(
                        new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(content, path), Origin.NONE)));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TarWriter.write(files, tar);
        DockerArchiveSource source =
                new DockerArchiveSource("docker-archive:os.docker", OciLayoutTest.tar(tar.toByteArray()), null);
        Manifest manifest = (Manifest) source.root().image();
        assertThat(manifest.config()).isEqualTo(Descriptor.of(MediaTypes.OCI_CONFIG, CONFIG.digest(), 2));
        assertThat(manifest.layers()).containsExactly(Descriptor.of(MediaTypes.OCI_LAYER, LAYER.digest(), 5));
    }

    private String text(String file) throws IOException {
        byte[] bytes = Objects.requireNonNull(archive.files().get(file)).bytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
