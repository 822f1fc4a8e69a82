package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEvent;
import dev.slipway.incremental.OutputFolder;
import dev.slipway.oci.Platform;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.output.format.Iso;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputFormats;
import dev.slipway.output.format.OutputKind;
import dev.slipway.output.format.Tar;
import dev.slipway.packaging.PackageImage;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import dev.slipway.result.ResultFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    @TempDir
    private Path folder;

    private OutputNames names;
    private Path lock;

    @BeforeEach
    void writeLock() throws IOException {
        names = OutputNames.of(folder.resolve("target"), "os");
        lock = Files.writeString(folder.resolve("linuxkit.lock"), "images: {}\n");
    }

    @Test
    void everyOutputIsThereWithItsCoordinatesAndItsDigest() throws IOException {
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        assertThat(text())
                .isEqualTo(
                        """
                        {
                          "version" : 1,
                          "name" : "os",
                          "outputs" : [
                            {
                              "name" : "iso",
                              "file" : "os.iso",
                              "type" : "iso",
                              "classifier" : "",
                              "size" : 3,
                              "sha256" : "%s",
                              "platform" : "linux/amd64",
                              "lock" : "%s"
                            }
                          ]
                        }
                        """
                                .formatted(sha256("iso"), sha256("images: {}\n")));
        assertThat(sums()).isEqualTo(sha256("iso") + "  os.iso\n");
    }

    @Test
    void eachGoalReplacesWhatIsSaidOfItsOwnFiles() throws IOException {
        record(names, AMD64, output(names, Tar.FILE, "tar"));
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        OutputNames small = names.withClassifier("small");
        record(small, ARM64, output(small, Iso.FILE, "small"));
        assertThat(files()).containsExactly("os-small.iso", "os.iso", "os.tar");

        record(names, AMD64, output(names, Iso.FILE, "other"));
        assertThat(files()).containsExactly("os-small.iso", "os.iso", "os.tar");
        assertThat(sums())
                .isEqualTo(sha256("small") + "  os-small.iso\n" + sha256("other") + "  os.iso\n" + sha256("tar")
                        + "  os.tar\n");
    }

    @Test
    void whatIsNoLongerThereIsDropped() throws IOException {
        record(names, AMD64, output(names, Tar.FILE, "tar"));
        record(names, AMD64, output(names, KernelInitrd.KERNEL, "kernel"));
        record(names, new KernelInitrd("auto").kinds(), List.of(), new ResultFile.Source(List.of(AMD64), lock));
        assertThat(files()).as("a kernel that was not built again").containsExactly("os.tar");

        Files.writeString(folder.resolve("target/os.tar"), "longer");
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        assertThat(files()).as("an archive that somebody changed").containsExactly("os.iso");
        assertThat(sums()).isEqualTo(sha256("iso") + "  os.iso\n");
    }

    @Test
    void oneFileIsTheArtifact() throws IOException {
        record(names, AMD64, output(names, Iso.FILE, "both"));
        record(names, AMD64, output(names, Iso.EFI_FILE, "efi"));
        assertThat(files()).containsExactly("os-efi.iso");
        assertThat(sums()).isEqualTo(sha256("efi") + "  os-efi.iso\n");
    }

    @Test
    void linesOfOthersStayInTheSums() throws IOException {
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("target/SHA256SUMS"), "# by hand\n" + "0".repeat(64) + "  manual.pdf\n");
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        OutputNames other = OutputNames.of(folder.resolve("target"), "other");
        record(other, AMD64, output(other, Iso.FILE, "iso2"));
        record(names, AMD64, output(names, Iso.FILE, "iso3"));
        assertThat(sums())
                .isEqualTo("# by hand\n" + "0".repeat(64) + "  manual.pdf\n" + sha256("iso3") + "  os.iso\n"
                        + sha256("iso2") + "  other.iso\n");
    }

    @Test
    void aDamagedFileIsWrittenAgain() throws IOException {
        Files.createDirectories(file().getParent());
        for (String damaged :
                List.of("", "{", "[]", "7", "{\"version\": 1, \"outputs\": 7}", "{\"version\": 1, \"outputs\": [1]}")) {
            Files.writeString(file(), damaged);
            record(names, AMD64, output(names, Iso.FILE, "iso"));
            assertThat(files()).as(damaged).containsExactly("os.iso");
        }
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() throws IOException {
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        Object first = Files.readAttributes(file(), "unix:ino").get("ino");
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        assertThat(Files.readAttributes(file(), "unix:ino")).containsEntry("ino", first);
    }

    /** Twenty thousand files of another tool. */
    @Test
    void aLongListOfOthersIsKept() throws IOException {
        Files.createDirectories(folder.resolve("target"));
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            others.append("0".repeat(64))
                    .append("  manual-")
                    .append(100_000 + i)
                    .append(".pdf\n");
        }
        Files.writeString(folder.resolve("target/SHA256SUMS"), others);
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        assertThat(sums()).isEqualTo(others + sha256("iso") + "  os.iso\n");
        Files.writeString(folder.resolve("target/SHA256SUMS"), "x".repeat((16 << 20) + 1));
        assertThatThrownBy(() -> record(names, AMD64, output(names, Iso.FILE, "iso")))
                .hasMessageContaining("SHA256SUMS: it has 16777217 bytes; the lines of other programs can be kept");
    }

    @Test
    void theSchemaAcceptsWhatIsWrittenAndNothingElse() throws IOException {
        record(
                names,
                List.of(PackageImage.FILE),
                List.of(output(names, PackageImage.FILE, "image")),
                new ResultFile.Source(List.of(AMD64), folder.resolve("none.lock")));
        OutputNames small = names.withClassifier("small");
        for (OutputFormat format : OutputFormats.all(FormatSettings.of("loader"))) {
            for (OutputKind kind : format.kinds()) {
                record(small, ARM64, output(small, kind, kind.ending()));
            }
        }
        assertThat(findings(text())).isEmpty();
        assertThat(findings(text().replace("\"size\"", "\"sise\""))).isNotEmpty();
        assertThat(findings(text().replace("\"version\" : 1", "\"version\" : 2")))
                .isNotEmpty();
        assertThat(findings(text().replace("\"linux/", "\""))).isNotEmpty();
    }

    @Test
    void buildsKeepItRight() throws IOException {
        Files.delete(lock);
        try (TestProject project =
                new TestProject(folder).yaml("kernel: {image: team/kernel:kernel}\ninit: [team/init:init]\n")) {
            project.push("kernel", TestProject.KERNEL_IMAGE);
            project.push("init", Map.of("init", "#!/bin/sh\n"));
            project.resolve();
            project.initrd();
            project.tar();
            String first = text();
            assertThat(files()).containsExactly("os-initrd.img", "os-kernel", "os.tar");
            Files.delete(file());
            project.again();
            project.tar();
            assertThat(project.log).contains("os-initrd.img is up to date", "os.tar is up to date");
            assertThat(text()).isEqualTo(first);
            for (JsonNode output : outputs()) {
                Path file = folder.resolve("target").resolve(output.get("file").asText());
                assertThat(Digest.of(Files.readAllBytes(file)).hex())
                        .isEqualTo(output.get("sha256").asText());
            }
        }
    }

    private BuiltOutput output(OutputNames of, OutputKind kind, String content) throws IOException {
        Files.createDirectories(of.folder());
        Files.writeString(of.file(kind), content);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new BuiltOutput(kind, of.file(kind), of.classifier(kind), bytes.length, Digest.of(bytes));
    }

    private void record(OutputNames of, Platform platform, BuiltOutput output) throws IOException {
        record(of, List.of(output.kind()), List.of(output), new ResultFile.Source(List.of(platform), lock));
    }

    private static List<?> findings(String json) throws IOException {
        try (InputStream schema = ResultFile.class.getResourceAsStream("/dev/slipway/result.schema.json")) {
            JsonSchema validator =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
            return List.copyOf(validator.validate(json, InputFormat.JSON));
        }
    }

    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        outputs().forEach(output -> files.add(output.get("file").asText()));
        return files;
    }

    private JsonNode outputs() throws IOException {
        return new ObjectMapper().readTree(text()).get("outputs");
    }

    private Path file() {
        return folder.resolve("target/slipway/os.json");
    }

    private String text() throws IOException {
        return Files.readString(file());
    }

    private String sums() throws IOException {
        return Files.readString(folder.resolve("target/SHA256SUMS"));
    }

    private static String sha256(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static void record(
            OutputNames names, List<OutputKind> kinds, List<BuiltOutput> outputs, ResultFile.Source source)
            throws IOException {
        try (OutputFolder held = OutputFolder.hold(names.folder(), new TestProject.Recorder(new ArrayList<>()))) {
            ResultFile result = new ResultFile(held, names, kinds, source);
            outputs.forEach(output -> result.on(new BuildEvent.Wrote(
                    new BuildEvent.OutputFile(output.file(), output.size(), output.digest()), List.of())));
            assertThat(result.outputs()).isEqualTo(outputs);
            result.write();
        }
    }

    /** A tool that knows names in Latin-1 may have written it, or a power cut may have damaged it. */
    @Test
    void bytesThatAreNoTextEndNoBuild() throws IOException {
        Files.createDirectories(file().getParent());
        byte[] others = ("0".repeat(64) + "  caf\u00e9.pdf\n").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("target/SHA256SUMS"), others);
        Files.write(file(), new byte[] {'{', (byte) 0xff});
        OutputNames named = OutputNames.of(folder.resolve("target"), "h\u00fctte");
        record(named, AMD64, output(named, Tar.FILE, "tar"));
        record(names, AMD64, output(names, Iso.FILE, "iso"));
        assertThat(files()).containsExactly("os.iso");
        record(named, AMD64, output(named, Tar.FILE, "rat"));
        byte[] sums = Files.readAllBytes(folder.resolve("target/SHA256SUMS"));
        assertThat(new String(sums, StandardCharsets.ISO_8859_1))
                .contains(new String(others, StandardCharsets.ISO_8859_1));
        assertThat(new String(sums, StandardCharsets.UTF_8))
                .contains(sha256("iso") + "  os.iso\n", sha256("rat") + "  h\u00fctte.tar\n")
                .doesNotContain(sha256("tar"));
    }
}
