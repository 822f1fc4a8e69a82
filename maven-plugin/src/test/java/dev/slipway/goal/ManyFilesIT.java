package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of 100,000 files becomes an initrd in a JVM of 96 MB. */
class ManyFilesIT {
    private static final int FILES = 100_000;
    private static final String HEAP = "-Xmx96m";

    @TempDir
    private Path folder;

    @Test
    void fitIntoASmallHeap() throws Exception {
        Map<String, String> files = new TreeMap<>(Map.of("bin/sh", "#!/bin/sh\n"));
        for (int i = 0; i < FILES; i++) {
            files.put(
                    String.format(
                            Locale.ROOT, "usr/share/folder%03d/with-a-name%02d/file%06d", i / 500, i / 50 % 10, i),
                    "file " + i);
        }
        try (TestProject project = new TestProject(folder)) {
            project.push("many", files);
            project.yaml("services:\n- {name: many, image: 'team/many:many', command: [/bin/sh]}\n")
                    .resolve();
        }
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutputProcess.class.getName(),
                        folder.toString(),
                        folder.resolve("store").toString(),
                        folder.resolve("target").toString(),
                        "zstd")
                .redirectErrorStream(true)
                .start();
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(build.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(build.exitValue()).as(said).isZero();
        assertThat(folder.resolve("target/os-initrd.img")).isNotEmptyFile();
    }
}
