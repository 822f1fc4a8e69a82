package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers are read while others are fetched, if another goal is going to need them and nobody has to be asked first. */
class ArrivingLayersTest {
    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() {
        project = new TestProject(folder).yaml("kernel: {image: team/kernel:kernel}\ninit: [team/init:init]\n");
        project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("init", "#!/bin/sh\n"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void layersAreReadWhereAGoalNeedsThem() throws IOException {
        resolve(true);
        assertThat(indexes()).isEqualTo(2);
        project.initrd();
        // The tar in the kernel's image is the third.
        assertThat(indexes()).isEqualTo(3);
    }

    @Test
    void noneIsReadWhereNoGoalNeedsThem() throws IOException {
        resolve(false);
        assertThat(indexes()).isZero();
    }

    @Test
    void noneIsReadWhereAPolicyIsToBeAsked() throws IOException {
        project.write("trust-policy.yml", "version: 1\ndefault: reject\n");
        resolve(true);
        assertThat(indexes()).isZero();
    }

    @Test
    void aPolicyOfAWrongNameIsReportedByTheGoalThatAsks() throws IOException {
        project.write("trust_policy.yml", "version: 1\n");
        resolve(true);
        assertThat(indexes()).isZero();
        assertThatThrownBy(() -> project.initrd()).hasMessageContaining("looks like a policy");
    }

    @Test
    void aDamagedLayerIsReportedByTheGoalThatNeedsIt() throws IOException {
        byte[] layer = TestProject.layer(Map.of("init", "#!/bin/sh\n"));
        layer[0] ^= 1;
        project.registry.image("init", "linux/amd64", layer);
        resolve(true);
        assertThat(indexes()).isEqualTo(1);
        assertThatThrownBy(() -> project.initrd()).hasMessageContaining("docker.io/team/init:init layer");
    }

    private void resolve(boolean reading) throws IOException {
        new LockImages(project.environment()).readingLayers(reading).run(project.project(), List.of(), false);
    }

    private long indexes() throws IOException {
        Path derived = folder.resolve("store/derived");
        if (!Files.exists(derived)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(derived)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("layer-index"))
                    .count();
        }
    }
}
