package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Image layouts as other tools write them, byte by byte: a sound one builds, a damaged one is refused with the line and the image. */
class LayoutsAsTheyAreTest {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    private static final String CONFIG =
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}";

    private final byte[] layer = TestProject.layer(Map.of("init", "#!/bin/sh\n"));

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() {
        project = new TestProject(folder).yaml("init:\n- oci:img\n");
        write("img/oci-layout", utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256")
                    .digest(bytes);
            return algorithm + ":" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts a blob, and gives the descriptor without its closing bracket. */
    private String blob(String algorithm, String mediaType, byte[] bytes) {
        String digest = digest(algorithm, bytes);
        write("img/blobs/" + digest.replace(':', '/'), bytes);
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":" + bytes.length;
    }

    private void write(String file, byte[] bytes) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.write(folder.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String manifest(String algorithm, String config, String layerDescriptor) {
        return blob(algorithm, MANIFEST, utf8(manifestText(config, layerDescriptor)));
    }

    private static String manifestText(String config, String layerDescriptor) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":" + config + "},\"layers\":["
                + layerDescriptor + "}]}";
    }

    private String config(String algorithm, String diffId) {
        String text = CONFIG.formatted("\"" + digest(diffId, layer) + "\"");
        return blob(algorithm, CONFIG_TYPE, utf8(text));
    }

    private String layer(String algorithm) {
        return blob(algorithm, "application/vnd.oci.image.layer.v1.tar", layer);
    }

    private void layout(String descriptor) {
        write("img/index.json", utf8("{\"schemaVersion\":2,\"manifests\":[" + descriptor + "}]}"));
    }

    @ParameterizedTest
    @CsvSource({"sha512, sha512", "sha256, sha512", "sha512, sha256", "sha256, sha256"})
    void bothDigestAlgorithmsOfTheSpecificationGiveTheSameSystem(String documents, String content) throws IOException {
        layout(manifest(documents, config(documents, content), layer(content)));
        project.resolve();
        project.initrd();
        assertThat(Files.readString(folder.resolve("linuxkit.lock"))).contains(documents + ":");
        assertThat(Digest.of(Files.readAllBytes(folder.resolve("target/os-initrd.img"))))
                .isEqualTo(reference());
    }

    /** The same system by a layout that has sha256 alone. */
    private Digest reference() throws IOException {
        layout(manifest("sha256", config("sha256", "sha256"), layer("sha256")));
        Files.delete(folder.resolve("linuxkit.lock"));
        project.resolve();
        project.initrd(folder.resolve("reference"));
        return Digest.of(Files.readAllBytes(folder.resolve("reference/os-initrd.img")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha512"})
    void otherBytesThanTheDigestSaysAreRefused(String algorithm) {
        String descriptor = layer(algorithm);
        byte[] other = layer.clone();
        other[0] ^= 1;
        write("img/blobs/" + digest(algorithm, layer).replace(':', '/'), other);
        layout(manifest("sha256", config("sha256", "sha256"), descriptor));
        assertThatThrownBy(project::resolve)
                .hasMessageContaining("linuxkit.yml:2:3: init[0]: ")
                .hasMessageContaining(digest(algorithm, layer));
    }

    @Test
    void aLayerThatLiesWithItsMakerIsNamedWithItsAddress() {
        String foreign = "{\"mediaType\":\"application/vnd.oci.image.layer.nondistributable.v1.tar\",\"digest\":\""
                + digest("sha256", layer) + "\",\"size\":" + layer.length
                + ",\"urls\":[\"https://maker.example/layer.tar\"]";
        layout(manifest("sha256", config("sha256", "sha256"), foreign));
        assertThatThrownBy(project::resolve)
                .hasMessageContaining("linuxkit.yml:2:3: init[0]: ")
                .hasMessageContaining(
                        "its layer " + digest("sha256", layer)
                                + " is not stored with it but at https://maker.example/layer.tar, and nothing is downloaded from there");
    }

    @Test
    void aForeignLayerThatLiesWithTheImageIsTaken() throws IOException {
        String foreign = layer("sha256") + ",\"urls\":[\"https://maker.example/layer.tar\"]";
        layout(manifest("sha256", config("sha256", "sha256"), foreign));
        project.resolve();
        project.initrd();
        assertThat(folder.resolve("target/os-initrd.img")).isNotEmptyFile();
    }

    /** JSON between machines is UTF-8 without a byte order mark (RFC 8259, 8.1). */
    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, '', manifest",
        "UTF-16BE, '', manifest",
        "UTF-16LE, \ufeff, manifest",
        "UTF-8, \ufeff, manifest",
        "UTF-16LE, '', config",
        "UTF-32BE, '', config",
        "UTF-8, \ufeff, config",
        "UTF-16BE, '', index",
        "UTF-8, \ufeff, index"
    })
    void otherEncodingsThanUtf8AreRefused(String charset, String mark, String document) {
        place(document, (mark + sound(document)).getBytes(Charset.forName(charset)));
        assertThatThrownBy(project::resolve)
                .hasMessageContaining("linuxkit.yml:2:3: init[0]: oci:img: ")
                .hasMessageContaining("is not");
    }

    @ParameterizedTest
    @CsvSource({
        "manifest, {, 'expected close marker for Object (start marker at [line: 1, column: 1])'",
        "manifest, [], is not a JSON object",
        "config, {, is not valid JSON",
        "config, {}, os is missing",
        "config, '{\"os\":\"\",\"architecture\":\"\"}', platform",
        "index, {, is not valid JSON",
        "index, '{\"schemaVersion\":2,\"manifests\":{}}', manifests is not a list"
    })
    void aDocumentThatIsNoneIsToldWithItsImageAndLine(String document, String text, String told) {
        place(document, utf8(text));
        assertThatThrownBy(project::resolve)
                .hasMessageContaining("linuxkit.yml:2:3: init[0]: ")
                .hasMessageContaining("oci:img: ")
                .hasMessageContaining(told);
    }

    private String sound(String document) {
        return switch (document) {
            case "config" -> CONFIG.formatted("\"" + digest("sha256", layer) + "\"");
            case "index" ->
                "{\"schemaVersion\":2,\"manifests\":["
                        + manifest("sha256", config("sha256", "sha256"), layer("sha256"))
                        + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}";
            default -> manifestText(config("sha256", "sha256"), layer("sha256"));
        };
    }

    /** The document stands where one of its kind belongs, under its own digest. */
    private void place(String document, byte[] bytes) {
        layout(
                switch (document) {
                    case "config" -> manifest("sha256", blob("sha256", CONFIG_TYPE, bytes), layer("sha256"));
                    case "index" -> blob("sha256", INDEX, bytes);
                    default -> blob("sha256", MANIFEST, bytes);
                });
    }
}
