package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds with different settings that write the same files. {@code SharedOutputFolderIT} does it with processes, and kills some. */
class SharedOutputFolderTest {
    private static final int ROUNDS = 20;

    @TempDir
    private Path folder;

    private final List<TestProject> shops = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        for (String compression : List.of("zstd", "gzip")) {
            Path own = Files.createDirectories(folder.resolve(compression));
            TestProject project =
                    new TestProject(own).yaml("kernel: {image: team/kernel:kernel}\ninit: [team/init:init]\n");
            project.push("kernel", TestProject.KERNEL_IMAGE);
            project.push("init", Map.of("init", "#!/bin/sh\n".repeat(10_000)));
            project.compression = compression;
            project.resolve();
            shops.add(project);
        }
    }

    @AfterEach
    void close() {
        shops.forEach(TestProject::close);
    }

    @Test
    void theFileIsAlwaysOneThatABuildMeant() throws Exception {
        Path target = folder.resolve("target");
        Set<Digest> meant = new HashSet<>();
        for (TestProject project : shops) {
            meant.add(digest(project.initrd(folder.resolve("alone-" + project.compression))
                    .initrd()
                    .orElseThrow()));
        }
        assertThat(meant).hasSize(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<TestProject.Built>> builds = new ArrayList<>();
                shops.forEach(project -> builds.add(() -> project.build(target)));
                for (Future<TestProject.Built> build : two.invokeAll(builds)) {
                    build.get();
                }
                assertThat(meant).contains(digest(target.resolve("os-initrd.img")));
                requireOneIsUpToDate(target);
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(target).isDirectoryNotContaining("glob:**.part");
    }

    /** The record is of the build whose files lie there: exactly one of the two has nothing to do. */
    private void requireOneIsUpToDate(Path target) throws IOException {
        byte[] before = Files.readAllBytes(target.resolve("os-initrd.img"));
        shops.forEach(project -> project.log.clear());
        for (TestProject project : shops) {
            byte[] found = Files.readAllBytes(target.resolve("os-initrd.img"));
            project.build(target);
            boolean same = project.log.contains("os-initrd.img is up to date");
            assertThat(same).isEqualTo(Arrays.equals(found, before) && isOf(project, before));
            before = Files.readAllBytes(target.resolve("os-initrd.img"));
        }
    }

    private boolean isOf(TestProject project, byte[] initrd) throws IOException {
        Path alone = folder.resolve("alone-" + project.compression).resolve("os-initrd.img");
        return Arrays.equals(Files.readAllBytes(alone), initrd);
    }

    @Test
    void anOutputThatChangedWithItsSizeAndTimeKeptIsBuiltAgain() throws IOException {
        TestProject project = shops.get(0);
        Path target = folder.resolve("target");
        Path initrd = project.build(target).initrd().orElseThrow();
        project.build(target);
        byte[] sound = Files.readAllBytes(initrd);
        FileTime time = Files.getLastModifiedTime(initrd);
        byte[] other = sound.clone();
        other[sound.length / 2] ^= 1;
        Files.write(initrd, other);
        Files.setLastModifiedTime(initrd, time);
        project.build(target);
        assertThat(Files.readAllBytes(initrd)).isEqualTo(sound);
    }

    @Test
    void anUnchangedOutputIsNotReadForEver() throws Exception {
        TestProject project = shops.get(0);
        Path target = folder.resolve("target");
        project.build(target);
        Path record = target.resolve("slipway/os-initrd.img.up-to-date");
        Thread.sleep(150);
        project.build(target);
        FileTime second = Files.getLastModifiedTime(record);
        project.build(target);
        assertThat(Files.getLastModifiedTime(record)).isEqualTo(second);
        assertThat(Files.readString(record, StandardCharsets.UTF_8)).doesNotContain(" - ");
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(Files.newInputStream(file));
    }
}
