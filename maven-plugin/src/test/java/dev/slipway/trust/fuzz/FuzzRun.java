package dev.slipway.trust.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer over every parser and verifier, each in a JVM of its own: profile {@code fuzz}, {@code -Dfuzz.seconds=} for each. What found
 * new ways through the code is left, as texts for the kept corpus, in {@code target/fuzz}.
 */
class FuzzRun {
    private static final Pattern DONE = Pattern.compile("Done ([0-9]+) runs in ([0-9]+) second");
    private static final Path WORK = Path.of("target", "fuzz");

    static Stream<String> targets() {
        String only = System.getProperty("fuzz.target", "");
        return FuzzTargets.all().stream().map(FuzzTarget::name).filter(name -> only.isEmpty() || name.equals(only));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothingCrashes(String name) throws Exception {
        Path folder = Files.createDirectories(WORK.resolve(name));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        FuzzTarget target = FuzzTargets.named(name);
        int number = 0;
        for (byte[] input : Stream.concat(target.seeds().stream(), FuzzTargets.corpus(target).stream())
                .toList()) {
            Files.write(corpus.resolve("seed-" + number++), input);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "-D" + FuzzDriver.TARGET + "=" + name,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzDriver.class.getName(),
                "--instrumentation_includes=dev.slipway.**",
                "--instrumentation_excludes=dev.slipway.trust.testing.**:dev.slipway.trust.fuzz.**",
                // A policy's owner writes patterns in it, and means them.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--reproducer_path=" + folder.toAbsolutePath(),
                "-artifact_prefix=" + folder.toAbsolutePath() + "/",
                "-max_total_time=" + Integer.getInteger("fuzz.seconds", 60),
                "-max_len=16384",
                "-rss_limit_mb=3000",
                "-timeout=60",
                corpus.toString()));
        Path log = folder.resolve("log.txt");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String output = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(exit).as(() -> tail(output)).isZero();
        Matcher done = DONE.matcher(output);
        assertThat(done.find()).as(() -> tail(output)).isTrue();
        System.out.println("[measured] fuzz " + name + ": " + done.group(1) + " executions in " + done.group(2)
                + " s, no crash, corpus of " + keep(corpus, folder.resolve(name + ".txt")) + " inputs");
    }

    /** Writes the inputs as the lines of a kept corpus. */
    private static int keep(Path corpus, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> inputs = Files.list(corpus)) {
            for (Path input : inputs.sorted().toList()) {
                lines.add(Base64.getEncoder().encodeToString(Files.readAllBytes(input)));
            }
        }
        Files.write(file, lines);
        return lines.size();
    }

    private static String tail(String output) {
        return output.substring(Math.max(0, output.length() - 6000));
    }
}
