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

    private final List<Workshop> shops = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        for (String compression : List.of("zstd", "gzip")) {
            Path own = Files.createDirectories(folder.resolve(compression));
            Workshop shop = new Workshop(own).yaml("kernel: {image: team/kernel:kernel}\ninit: [team/init:init]\n");
            shop.push("kernel", Workshop.KERNEL_IMAGE);
            shop.push("init", Map.of("init", "#!/bin/sh\n".repeat(10_000)));
            shop.compression = compression;
            shop.resolve();
            shops.add(shop);
        }
    }

    @AfterEach
    void close() {
        shops.forEach(Workshop::close);
    }

    @Test
    void theFileIsAlwaysOneThatABuildMeant() throws Exception {
        Path target = folder.resolve("target");
        Set<Digest> meant = new HashSet<>();
        for (Workshop shop : shops) {
            meant.add(digest(shop.initrd(folder.resolve("alone-" + shop.compression))
                    .initrd()
                    .orElseThrow()));
        }
        assertThat(meant).hasSize(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<Workshop.Built>> builds = new ArrayList<>();
                shops.forEach(shop -> builds.add(() -> shop.build(target)));
                for (Future<Workshop.Built> build : two.invokeAll(builds)) {
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

    /** The receipt is of the build whose files lie there: exactly one of the two has nothing to do. */
    private void requireOneIsUpToDate(Path target) throws IOException {
        byte[] before = Files.readAllBytes(target.resolve("os-initrd.img"));
        shops.forEach(shop -> shop.log.clear());
        for (Workshop shop : shops) {
            byte[] found = Files.readAllBytes(target.resolve("os-initrd.img"));
            shop.build(target);
            boolean same = shop.log.contains("os-initrd.img is up to date");
            assertThat(same).isEqualTo(Arrays.equals(found, before) && isOf(shop, before));
            before = Files.readAllBytes(target.resolve("os-initrd.img"));
        }
    }

    private boolean isOf(Workshop shop, byte[] initrd) throws IOException {
        Path alone = folder.resolve("alone-" + shop.compression).resolve("os-initrd.img");
        return Arrays.equals(Files.readAllBytes(alone), initrd);
    }

    @Test
    void anOutputThatChangedWithItsSizeAndTimeKeptIsBuiltAgain() throws IOException {
        Workshop shop = shops.get(0);
        Path target = folder.resolve("target");
        Path initrd = shop.build(target).initrd().orElseThrow();
        shop.build(target);
        byte[] sound = Files.readAllBytes(initrd);
        FileTime time = Files.getLastModifiedTime(initrd);
        byte[] other = sound.clone();
        other[sound.length / 2] ^= 1;
        Files.write(initrd, other);
        Files.setLastModifiedTime(initrd, time);
        shop.build(target);
        assertThat(Files.readAllBytes(initrd)).isEqualTo(sound);
    }

    @Test
    void anUnchangedOutputIsNotReadForEver() throws Exception {
        Workshop shop = shops.get(0);
        Path target = folder.resolve("target");
        shop.build(target);
        Path receipt = target.resolve("slipway/os-initrd.img.receipt");
        Thread.sleep(150);
        shop.build(target);
        FileTime second = Files.getLastModifiedTime(receipt);
        shop.build(target);
        assertThat(Files.getLastModifiedTime(receipt)).isEqualTo(second);
        assertThat(Files.readString(receipt, StandardCharsets.UTF_8)).doesNotContain(" - ");
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(Files.newInputStream(file));
    }
}
