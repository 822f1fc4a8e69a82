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

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(folder).yaml(YAML);
        shop.push("kernel", Workshop.KERNEL_IMAGE);
        shop.push("init", Map.of("init", "#!/bin/sh\n"));
        shop.push("web", Map.of("bin/web", "serve"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void kernelInitrdAndCommandLineAppearTogether() throws IOException {
        shop.resolve();
        Workshop.Built result = shop.initrd();
        assertThat(shop.outputs())
                .containsExactly(
                        "linuxkit.lock",
                        "target/SHA256SUMS",
                        "target/os-cmdline",
                        "target/os-initrd.img",
                        "target/os-kernel",
                        "target/slipway/os-initrd.img.receipt",
                        "target/slipway/os.json",
                        "target/slipway/os.mtree");
        assertThat(result.kernel().orElseThrow()).hasContent("the kernel");
        assertThat(result.cmdline().orElseThrow()).hasContent("quiet");
        assertThat(shop.log).anyMatch(line -> line.matches("os-initrd.img  [0-9.]+ k?B  sha256:[0-9a-f]{64}"));
        assertThat(shop.log).anyMatch(line -> line.contains("services[0] docker.io/team/web:web"));
    }

    @Test
    void nothingIsAskedOfAnybodyOnceItIsInTheStore() throws IOException {
        shop.resolve();
        shop.registry.forget();
        shop.resolve();
        shop.initrd();
        shop.offline = true;
        shop.resolve();
        shop.initrd();
        assertThat(shop.registry.seen()).isEmpty();
    }

    @Test
    void anOfflineBuildNamesWhatItLacksAndTheCommand() throws IOException {
        shop.resolve();
        remove(folder.resolve("store/blobs"));
        shop.offline = true;
        assertThatThrownBy(() -> shop.initrd())
                .isInstanceOf(OfflineRequestRefused.class)
                .message()
                .matches("(?s)linuxkit.yml:[0-9:]+ [a-z0-9.\\[\\]]+: docker.io/team/\\w+:\\w+: sha256:[0-9a-f]{64} is"
                        + " not in the store,.*Run once without -o: mvn slipway:resolve");
    }

    @Test
    void theBytesAreTheSameFromAColdAndAWarmStore() throws IOException {
        shop.resolve();
        byte[] cold = Files.readAllBytes(shop.initrd().initrd().orElseThrow());
        byte[] warm = Files.readAllBytes(shop.initrd().initrd().orElseThrow());
        remove(folder.resolve("store/derived"));
        byte[] half = Files.readAllBytes(shop.initrd().initrd().orElseThrow());
        assertThat(warm).isEqualTo(cold);
        assertThat(half).isEqualTo(cold);
    }

    @Test
    void whatTheStoreLostIsFetchedAgainAndNeverShipped() throws IOException {
        shop.resolve();
        byte[] sound = Files.readAllBytes(shop.initrd().initrd().orElseThrow());
        for (Path blob : files(folder.resolve("store/blobs"))) {
            byte[] bytes = Files.readAllBytes(blob);
            byte[] damaged = bytes.clone();
            damaged[bytes.length / 2] ^= 1;
            Files.write(blob, damaged);
            remove(folder.resolve("store/derived/segment"));
            assertThat(Files.readAllBytes(shop.initrd().initrd().orElseThrow()))
                    .as("after damage to %s", blob)
                    .isEqualTo(sound);
        }
    }

    @Test
    void aMovedTagMovesNothingUntilItIsAskedTo() throws IOException {
        shop.resolve();
        String before = Files.readString(folder.resolve("linuxkit.lock"));
        shop.push("web", Map.of("bin/web", "serve more"));
        shop.push("init", Map.of("init", "#!/bin/bash\n"));
        shop.resolve();
        assertThat(folder.resolve("linuxkit.lock")).hasContent(before);
        shop.log.clear();
        shop.resolve("docker.io/team/web:*");
        assertThat(shop.log.stream().map(shop::plain))
                .contains("moved docker.io/team/web:web sha256:HEX -> sha256:HEX")
                .noneMatch(line -> line.contains("team/init"));
    }

    @Test
    void aFrozenLockFailsWhereItWouldChange() throws IOException {
        shop.resolve();
        String before = Files.readString(folder.resolve("linuxkit.lock"));
        shop.yaml(YAML.replace("init: [team/init:init]\n", ""));
        assertThatThrownBy(() -> new LockImages(shop.environment()).run(shop.project(), List.of(), true))
                .isInstanceOf(LockWouldChange.class)
                .hasMessageContaining("dropped docker.io/team/init:init");
        assertThat(folder.resolve("linuxkit.lock")).hasContent(before);
        assertThatThrownBy(() -> shop.initrd()).isInstanceOf(LockIsStale.class);
        shop.resolve();
        new LockImages(shop.environment()).run(shop.project(), List.of(), true);
    }

    @Test
    void microcodeComesFirstAndIsNotCompressed() throws IOException {
        shop.push("kernel", Map.of("kernel", "the kernel", "kernel.tar", "", "ucode", "microcode, a cpio"));
        shop.yaml(YAML.replace("cmdline: quiet", "cmdline: quiet, ucode: ucode"))
                .resolve();
        byte[] initrd = Files.readAllBytes(shop.initrd().initrd().orElseThrow());
        // Padded to where the kernel looks for what follows.
        assertThat(new String(initrd, 0, 24, StandardCharsets.ISO_8859_1))
                .isEqualTo("microcode, a cpio\0\0\0\u001f\u008b\b\0");
    }

    @ParameterizedTest
    @CsvSource({"zstd, 28b52ffd", "gzip, 1f8b0800", "none, 30373037", "auto, 1f8b0800"})
    void theCompressionIsTheOneAskedFor(String compression, String magic) throws IOException {
        shop.resolve();
        shop.compression = compression;
        byte[] initrd = Files.readAllBytes(shop.initrd().initrd().orElseThrow());
        assertThat(HexFormat.of().formatHex(initrd, 0, 4)).isEqualTo(magic);
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() throws IOException {
        shop.yaml(YAML + "- {path: etc/motd, source: motd}\n");
        shop.write("motd", "welcome");
        shop.resolve();
        Workshop.Built first = shop.initrd();
        Path image = first.initrd().orElseThrow();
        FileTime old = FileTime.fromMillis(12345);
        Files.setLastModifiedTime(image, old);
        // The store is gone: whoever built now could not.
        remove(folder.resolve("store"));
        List<String> warnings =
                shop.log.stream().filter(line -> line.startsWith("warning: ")).toList();
        shop.log.clear();
        assertThat(shop.again()).isEqualTo(first);
        assertThat(warnings).isNotEmpty();
        assertThat(shop.log).containsAll(warnings);
        assertThat(shop.log).last().isEqualTo("os-initrd.img is up to date");
        assertThat(shop.log).noneMatch(line -> line.contains("sha256:"));
        assertThat(Files.getLastModifiedTime(image)).isEqualTo(old);
    }

    @Test
    void eachInputAndEachOutputCounts() throws IOException {
        shop.yaml(YAML + "- {path: etc/motd, source: motd}\n");
        shop.write("motd", "welcome");
        shop.resolve();
        Path image = shop.initrd().initrd().orElseThrow();
        byte[] bytes = Files.readAllBytes(image);

        shop.write("motd", "goodbye");
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

        shop.yaml(YAML.replace("hello", "hallo") + "- {path: etc/motd, source: motd}\n");
        expectBuilt();
        shop.write("target/slipway/os-initrd.img.receipt", "inputs");
        expectBuilt();
    }

    private void expectBuilt() throws IOException {
        shop.log.clear();
        shop.again();
        assertThat(shop.log).noneMatch(line -> line.contains("up to date")).anyMatch(line -> line.contains("sha256:"));
        shop.log.clear();
        shop.again();
        assertThat(shop.log).last().isEqualTo("os-initrd.img is up to date");
        assertThat(shop.log).noneMatch(line -> line.contains("sha256:"));
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
