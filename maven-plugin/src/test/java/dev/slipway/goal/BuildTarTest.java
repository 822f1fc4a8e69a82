package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.output.format.Tar;
import dev.slipway.result.OutputNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTarTest {
    @TempDir
    private Path folder;

    @Test
    void everyEntrySaysWhichImageAndWhichLinePutItThere() throws IOException {
        Map<String, String> origins = new TreeMap<>();
        try (TestProject project = new TestProject(folder)
                .yaml("kernel: {image: team/kernel:kernel, cmdline: quiet}\n"
                        + "init: [team/init:init]\n"
                        + "onboot: [{name: once, image: team/init:init, command: [/init]}]\n"
                        + "files: [{path: etc/issue, contents: hello}]\n")) {
            project.push("kernel", TestProject.KERNEL_IMAGE);
            project.push("init", Map.of("init", "#!/bin/sh\n"));
            project.resolve();
            OutputNames names = OutputNames.of(folder.resolve("target"), "os");
            Path file = folder.resolve("target/os.tar");
            project.build(names, 1492533000, new Tar());
            assertThat(project.log).last().asString().startsWith("os.tar  ");
            project.build(names, 1492533000, new Tar());
            assertThat(project.log).last().isEqualTo("os.tar is up to date");
            project.build(names, 1492533001, new Tar());
            assertThat(project.log).last().asString().startsWith("os.tar  ");
            try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    origins.put(
                            entry.getName(),
                            entry.getExtraPaxHeader("LINUXKIT.source") + " "
                                    + entry.getExtraPaxHeader("LINUXKIT.location"));
                }
            }
        }
        assertThat(origins)
                .containsEntry("boot/kernel", "docker.io/team/kernel:kernel kernel")
                .containsEntry("boot/cmdline", "docker.io/team/kernel:kernel kernel")
                .containsEntry("init", "docker.io/team/init:init init[0]")
                .containsEntry("containers/onboot/000-once/lower/init", "docker.io/team/init:init onboot[0]")
                .containsEntry("etc/issue", "linuxkit.files files[0]")
                .doesNotContainValue("null null");
    }

    @Test
    void aVolumeWithALayoutNamesItsImageAndSourcesMayLieElsewhere() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (TestProject project = new TestProject(folder)
                .yaml("volumes: [{name: v, image: team/data:data, format: oci}]\n"
                        + "files: [{path: a, source: conf/a.txt}]\n")) {
            project.push("data", Map.of("x", "y"));
            project.resolve();
            Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/conf"));
            Files.writeString(elsewhere.resolve("a.txt"), "from elsewhere");
            OutputNames names = OutputNames.of(folder.resolve("target"), "os");
            new BuildSystem(project.environment())
                    .run(
                            project.project().withSources(folder.resolve("elsewhere")),
                            new BuildSystem.Request(names, 1492533000, List.of(new Tar())));
            Path file = folder.resolve("target/os.tar");
            try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    contents.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(contents).containsEntry("a", "from elsewhere");
        assertThat(contents.get("containers/volumes/v/lower/index.json"))
                .contains("\"annotations\":{\"org.opencontainers.image.ref.name\":\"docker.io/team/data:data\"}");
    }
}
