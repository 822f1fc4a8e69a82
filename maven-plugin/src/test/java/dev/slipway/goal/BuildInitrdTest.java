package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lock.LockIsStale;
import dev.slipway.project.LockWouldChange;
import dev.slipway.registry.http.OfflineRequestRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildInitrdTest {
    private static final String YAML =
            """
            kernel: {image: team/kernel:kernel, cmdline: quiet}
            init: [team/init:init]
            services:
            - {name: web, image: 'team/web:web', binds: ['/etc/resolv.conf:/etc/resolv.conf']}
            files:
            - {path: etc/issue, contents: hello}
            """;

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() {
        project = new TestProject(folder).yaml(YAML);
        project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("init", "#!/bin/sh\n"));
        project.push("web", Map.of("bin/web", "serve"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void kernelInitrdAndCommandLineAppearTogether() throws IOException {
        project.resolve();
        TestProject.Built result = project.initrd();
        assertThat(project.outputs())
                .containsExactly(
                        "linuxkit.lock",
                        "target/SHA256SUMS",
                        "target/os-cmdline",
                        "target/os-initrd.img",
                        "target/os-kernel",
                        "target/slipway/os-initrd.img.up-to-date",
                        "target/slipway/os.json",
                        "target/slipway/os.mtree");
        assertThat(result.kernel().orElseThrow()).hasContent("the kernel");
        assertThat(result.cmdline().orElseThrow()).hasContent("quiet");
        assertThat(project.log).anyMatch(line -> line.matches("os-initrd.img  [0-9.]+ k?B  sha256:[0-9a-f]{64}"));
        assertThat(project.log).anyMatch(line -> line.contains("services[0] docker.io/team/web:web"));
    }

    @Test
    void nothingIsAskedOfAnybodyOnceItIsInTheStore() throws IOException {
        project.resolve();
        project.registry.forget();
        project.resolve();
        project.initrd();
        project.offline = true;
        project.resolve();
        project.initrd();
        assertThat(project.registry.seen()).isEmpty();
    }

    @Test
    void anOfflineBuildNamesWhatItLacksAndTheCommand() throws IOException {
        project.resolve();
        remove(folder.resolve("store/blobs"));
        project.offline = true;
        assertThatThrownBy(() -> project.initrd())
                .isInstanceOf(OfflineRequestRefused.class)
                .message()
                .matches("(?s)linuxkit.yml:[0-9:]+ [a-z0-9.\\[\\]]+: docker.io/team/\\w+:\\w+: sha256:[0-9a-f]{64} is"
                        + " not in the store,.*Run once without -o: mvn slipway:resolve");
    }

    @Test
    void theBytesAreTheSameFromAColdAndAWarmStore() throws IOException {
        project.resolve();
        byte[] cold = Files.readAllBytes(project.initrd().initrd().orElseThrow());
        byte[] warm = Files.readAllBytes(project.initrd().initrd().orElseThrow());
        remove(folder.resolve("store/derived"));
        byte[] half = Files.readAllBytes(project.initrd().initrd().orElseThrow());
        assertThat(warm).isEqualTo(cold);
        assertThat(half).isEqualTo(cold);
    }

    @Test
    void whatTheStoreLostIsFetchedAgainAndNeverShipped() throws IOException {
        project.resolve();
        byte[] sound = Files.readAllBytes(project.initrd().initrd().orElseThrow());
        for (Path blob : files(folder.resolve("store/blobs"))) {
            byte[] bytes = Files.readAllBytes(blob);
            byte[] damaged = bytes.clone();
            damaged[bytes.length / 2] ^= 1;
            Files.write(blob, damaged);
            remove(folder.resolve("store/derived/segment"));
            assertThat(Files.readAllBytes(project.initrd().initrd().orElseThrow()))
                    .as("after damage to %s", blob)
                    .isEqualTo(sound);
        }
    }

    @Test
    void aMovedTagMovesNothingUntilItIsAskedTo() throws IOException {
        project.resolve();
        String before = Files.readString(folder.resolve("linuxkit.lock"));
        project.push("web", Map.of("bin/web", "serve more"));
        project.push("init", Map.of("init", "#!/bin/bash\n"));
        project.resolve();
        assertThat(folder.resolve("linuxkit.lock")).hasContent(before);
        project.log.clear();
        project.resolve("docker.io/team/web:*");
        assertThat(project.log.stream().map(project::plain))
                .contains("moved docker.io/team/web:web sha256:HEX -> sha256:HEX")
                .noneMatch(line -> line.contains("team/init"));
    }

    @Test
    void aFrozenLockFailsWhereItWouldChange() throws IOException {
        project.resolve();
        String before = Files.readString(folder.resolve("linuxkit.lock"));
        project.yaml(YAML.replace("init: [team/init:init]\n", ""));
        assertThatThrownBy(() -> new LockImages(project.environment()).run(project.project(), List.of(), true))
                .isInstanceOf(LockWouldChange.class)
                .hasMessageContaining("dropped docker.io/team/init:init");
        assertThat(folder.resolve("linuxkit.lock")).hasContent(before);
        assertThatThrownBy(() -> project.initrd()).isInstanceOf(LockIsStale.class);
        project.resolve();
        new LockImages(project.environment()).run(project.project(), List.of(), true);
    }

    @Test
    void microcodeComesFirstAndIsNotCompressed() throws IOException {
        project.push("kernel", Map.of("kernel", "the kernel", "kernel.tar", "", "ucode", "microcode, a cpio"));
        project.yaml(YAML.replace("cmdline: quiet", "cmdline: quiet, ucode: ucode"))
                .resolve();
        byte[] initrd = Files.readAllBytes(project.initrd().initrd().orElseThrow());
        // Padded to where the kernel looks for what follows.
        assertThat(new String(initrd, 0, 24, StandardCharsets.ISO_8859_1))
                .isEqualTo("microcode, a cpio\0\0\0\u001f\u008b\b\0");
    }

    @ParameterizedTest
    @CsvSource({"zstd, 28b52ffd", "gzip, 1f8b0800", "none, 30373037", "auto, 1f8b0800"})
    void theCompressionIsTheOneAskedFor(String compression, String magic) throws IOException {
        project.resolve();
        project.compression = compression;
        byte[] initrd = Files.readAllBytes(project.initrd().initrd().orElseThrow());
        assertThat(HexFormat.of().formatHex(initrd, 0, 4)).isEqualTo(magic);
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() throws IOException {
        project.yaml(YAML + "- {path: etc/motd, source: motd}\n");
        project.write("motd", "welcome");
        project.resolve();
        TestProject.Built first = project.initrd();
        Path image = first.initrd().orElseThrow();
        FileTime old = FileTime.fromMillis(12345);
        Files.setLastModifiedTime(image, old);
        // The store is gone: whoever built now could not.
        remove(folder.resolve("store"));
        List<String> warnings = project.log.stream()
                .filter(line -> line.startsWith("warning: "))
                .toList();
        project.log.clear();
        assertThat(project.again()).isEqualTo(first);
        assertThat(warnings).isNotEmpty();
        assertThat(project.log).containsAll(warnings);
        assertThat(project.log).last().isEqualTo("os-initrd.img is up to date");
        assertThat(project.log).noneMatch(line -> line.contains("sha256:"));
        assertThat(Files.getLastModifiedTime(image)).isEqualTo(old);
    }

    @Test
    void eachInputAndEachOutputCounts() throws IOException {
        project.yaml(YAML + "- {path: etc/motd, source: motd}\n");
        project.write("motd", "welcome");
        project.resolve();
        Path image = project.initrd().initrd().orElseThrow();
        byte[] bytes = Files.readAllBytes(image);

        project.write("motd", "goodbye");
        expectBuilt();
        byte[] changed = Files.readAllBytes(image);
        assertThat(changed).isNotEqualTo(bytes);

        byte[] damaged = changed.clone();
        damaged[changed.length / 2] ^= 1;
        Files.write(image, damaged);
        expectBuilt();
        assertThat(image).hasBinaryContent(changed);

        Files.delete(folder.resolve("target/os-cmdline"));
        expectBuilt();
        assertThat(folder.resolve("target/os-cmdline")).hasContent("quiet");

        project.yaml(YAML.replace("hello", "hallo") + "- {path: etc/motd, source: motd}\n");
        expectBuilt();
        project.write("target/slipway/os-initrd.img.up-to-date", "inputs");
        expectBuilt();
    }

    private void expectBuilt() throws IOException {
        project.log.clear();
        project.again();
        assertThat(project.log)
                .noneMatch(line -> line.contains("up to date"))
                .anyMatch(line -> line.contains("sha256:"));
        project.log.clear();
        project.again();
        assertThat(project.log).last().isEqualTo("os-initrd.img is up to date");
        assertThat(project.log).noneMatch(line -> line.contains("sha256:"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }
}
