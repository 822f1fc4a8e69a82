package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.oci.Descriptor;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.OutputNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One project, one lock, several platforms. */
class PlatformsTest {
    @TempDir
    private Path folder;

    private TestProject testProject;
    private LinuxKitProject both;

    @BeforeEach
    void open() {
        testProject = new TestProject(folder).yaml("kernel: {image: team/kernel:all}\ninit: [team/kernel:all]\n");
        Descriptor amd64 = image("amd64");
        Descriptor arm64 = image("arm64");
        testProject.registry.index("all", amd64, arm64);
        both = testProject.project().withPlatforms(List.of("linux/amd64", "linux/arm64", "linux/amd64"));
    }

    @AfterEach
    void close() {
        testProject.close();
    }

    @Test
    void resolveFetchesWhatEachPlatformNeeds() throws IOException {
        new LockImages(testProject.environment()).run(both, List.of(), false);
        assertThat(folder.resolve("linuxkit.lock")).content().contains("linux/amd64", "linux/arm64");
        testProject.offline = true;
        for (LinuxKitProject project : both.perPlatform()) {
            OutputNames names = OutputNames.of(folder.resolve("target"), "os").withPlatform(project.platform());
            new BuildSystem(testProject.environment())
                    .run(project, new BuildSystem.Request(names, 0, List.of(new KernelInitrd("none"))));
        }
        assertThat(folder.resolve("target/os-amd64-kernel")).hasContent("kernel of amd64");
        assertThat(folder.resolve("target/os-arm64-kernel")).hasContent("kernel of arm64");
        assertThat(Files.readString(folder.resolve("target/slipway/os.json")))
                .containsSubsequence("os-amd64-kernel", "linux/amd64", "os-arm64-kernel", "linux/arm64");
    }

    @Test
    void eachIsBuiltOnceInTheOrderOfTheList() {
        assertThat(both.perPlatform())
                .extracting(project -> project.platform().toString())
                .containsExactly("linux/amd64", "linux/arm64");
    }

    @Test
    void oneCanBeChosen() {
        assertThat(both.forPlatform("linux/arm64").platform()).hasToString("linux/arm64");
        assertThat(both.forPlatform("linux/riscv64").platform()).hasToString("linux/amd64");
    }

    private Descriptor image(String architecture) {
        byte[] layer = TestProject.layer(
                Map.of("kernel", "kernel of " + architecture, "kernel.tar", "", "init", "#!/bin/sh\n"));
        return testProject.registry.image(architecture, "linux/" + architecture, layer);
    }
}
