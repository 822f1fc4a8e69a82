package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many layers are read at once; what is wrong is reported as if they were read one after the other. */
class LayersSideBySideTest {
    private static final int LAYERS = 40;

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() {
        project = new TestProject(folder).yaml("kernel: {image: team/kernel:kernel}\ninit: [team/init:init]\n");
        project.push("kernel", TestProject.KERNEL_IMAGE);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void theFirstLayerThatFailsIsReportedAndNothingIsLeft() throws Exception {
        List<byte[]> layers = layers();
        // The last one is the largest, so it is read first.
        byte[] last = gzip(TestProject.layer(Map.of("large", noise(3 << 20))));
        layers.set(LAYERS - 1, Arrays.copyOf(last, last.length - 10_000));
        layers.set(20, Arrays.copyOf(layers.get(20), 30));
        byte[] garbage = Arrays.copyOf(layers.get(7), layers.get(7).length + 3);
        garbage[garbage.length - 1] = 'x';
        garbage[garbage.length - 3] = 'x';
        layers.set(7, garbage);
        var image = project.registry.image("init", "linux/amd64", layers.toArray(byte[][]::new));
        assertThat(image).isNotNull();
        project.resolve();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> project.tar())
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("layer " + Digest.of(garbage))
                    .hasMessageContaining("the gzip stream in it is damaged");
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("slipway")))
                .isEmpty();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    private static List<byte[]> layers() throws IOException {
        List<byte[]> layers = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            layers.add(gzip(TestProject.layer(Map.of("file" + i, "text " + i))));
        }
        return layers;
    }

    private static String noise(int size) {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(size, 'a', 'z').forEach(c -> text.append((char) c));
        return text.toString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
