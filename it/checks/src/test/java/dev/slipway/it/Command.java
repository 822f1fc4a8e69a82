package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A program run to its end. */
final class Command {
    private static final int SHOWN = 4000;

    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Set<String> removed = new HashSet<>();
    private Path directory = Checks.work();
    private Duration limit = Duration.ofMinutes(20);

    private Command(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(words);
    }

    /** A line for the shell. */
    static Command shell(String line) {
        return of("bash", "-euo", "pipefail", "-c", line);
    }

    Command in(Path where) {
        directory = where;
        return this;
    }

    /** Adds an argument. */
    Command and(String word) {
        words.add(word);
        return this;
    }

    /** Runs the program by another one. */
    Command inPrefix(String... prefix) {
        words.addAll(0, List.of(prefix));
        return this;
    }

    Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Command without(String variable) {
        removed.add(variable);
        environment.remove(variable);
        return this;
    }

    Command within(Duration time) {
        limit = time;
        return this;
    }

    /** Runs the program and expects success. */
    String succeed() {
        Result result = run();
        assertThat(result.exit()).as("%s%n%s", words, result.output()).isZero();
        return result.output();
    }

    /** Runs the program and expects failure. */
    String fail() {
        Result result = run();
        assertThat(result.exit()).as("%s%n%s", words, result.output()).isNotZero();
        return result.output();
    }

    /** Runs the program; output and errors are one text. */
    Result run() {
        try {
            Path log = Files.createTempFile(Files.createDirectories(Checks.work()), "command", ".log");
            Process process = start(log);
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                // Its last words tell where it stood.
                throw new AssertionError(words + " did not end in " + limit + "\n" + tail(Files.readAllBytes(log)));
            }
            String output = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            Files.delete(log);
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts the program and does not wait; output and errors go to a file. */
    Process start(Path log) throws IOException {
        return EndsWithTests.guard(builder(log)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start());
    }

    /** The same for a program that is typed at. */
    Process startAtKeyboard(Path log) throws IOException {
        return EndsWithTests.guard(builder(log).start());
    }

    private ProcessBuilder builder(Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(Files.createDirectories(directory).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(removed);
        builder.environment().putAll(environment);
        return builder;
    }

    private static String tail(byte[] log) {
        int from = Math.max(0, log.length - SHOWN);
        return new String(log, from, log.length - from, StandardCharsets.UTF_8);
    }

    /** Maven resets the terminal's colours even where it has set none. */
    static String withoutColours(String output) {
        return output.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    record Result(int exit, String output) {}
}
