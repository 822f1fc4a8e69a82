package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large segments are compressed while the system is composed; where that was a wrong guess, nobody sees it. */
class EarlySegmentsTest {
    private static final String YAML = "kernel: {image: team/kernel:kernel}\ninit: [team/init:init]\n";

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() {
        project = new TestProject(folder).yaml(YAML);
        project.compression = "zstd";
        project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("init", "#!/bin/sh\n", "large", "large file ".repeat(3_100_000)));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void theGuessIsWhatIsNeeded() throws IOException {
        Digest once = built();
        long needed = segments();
        // A build that finds all segments in the store has nothing to guess.
        project.initrd();
        assertThat(segments()).isEqualTo(needed);
        assertThat(built()).isEqualTo(once);
    }

    @Test
    void aWrongGuessIsASegmentThatNobodyNeeds() throws IOException {
        built();
        long needed = segments();
        project.yaml(YAML + "files: [{path: large, contents: small}]\n");
        Digest with = built();
        // That of the files; and the guess, unless the build was faster and ended it.
        assertThat(segments()).isBetween(needed + 1, needed + 2);
        assertThat(built()).isEqualTo(with);
        assertThat(Files.size(project.initrd().initrd().orElseThrow())).isLessThan(2_000);
    }

    @Test
    void whatFailsLaterEndsIt() throws IOException {
        project.yaml(YAML + "files: [{path: etc/motd, source: gone}]\n");
        project.resolve();
        assertThatThrownBy(() -> project.initrd()).hasMessageContaining("gone");
        assertThat(segments()).isLessThanOrEqualTo(1);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    /** Builds with an empty store. */
    private Digest built() throws IOException {
        try (Stream<Path> derived = Files.exists(folder.resolve("store/derived"))
                ? Files.walk(folder.resolve("store/derived"))
                : Stream.empty()) {
            for (Path file : derived.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        project.resolve();
        return Digest.of(Files.newInputStream(project.initrd().initrd().orElseThrow()));
    }

    private long segments() throws IOException {
        Path segments = folder.resolve("store/derived/segment");
        if (!Files.exists(segments)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(segments)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
