package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An ISO of 6 GiB, with a file over 4 GiB in it, is written in a heap of 96 MiB; xorriso reads it back. */
class LargeIsoIT {
    @Test
    void sixGibibytesIn96Mebibytes() throws IOException {
        Path work = Files.createDirectories(Checks.work().resolve("large"));
        Path iso = work.resolve("large.iso");
        long start = System.nanoTime();
        Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeIso.class.getName(),
                        iso.toString())
                .succeed();
        Checks.measured("ISO of " + Files.size(iso) + " bytes written with -Xmx96m in "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
        String[] names = {"five gibibytes", "one gibibyte"};
        long[] sizes = {5L << 30, (1L << 30) + 1};
        for (int i = 0; i < names.length; i++) {
            Path read = work.resolve("read");
            Command.of(
                            "xorriso",
                            "-osirrox",
                            "on",
                            "-indev",
                            iso.toString(),
                            "-extract",
                            "/" + names[i],
                            read.toString())
                    .succeed();
            expectPattern(read, sizes[i]);
            Files.delete(read);
        }
        Files.delete(iso);
    }

    private static void expectPattern(Path file, long size) throws IOException {
        assertThat(Files.size(file)).isEqualTo(size);
        byte[] buffer = new byte[1 << 20];
        long offset = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] != LargeIso.at(offset + i)) {
                        throw new AssertionError(file + " differs at " + (offset + i));
                    }
                }
                offset += n;
            }
        }
    }
}
