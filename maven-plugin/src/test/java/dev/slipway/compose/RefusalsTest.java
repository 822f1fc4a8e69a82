package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.environment.MemorySize;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of a YAML file with its whole text, in {@code refusals.txt}, which should read well from top to bottom. */
class RefusalsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/slipway");

    /** Calls that refuse; what stands between their parentheses is told to a user. */
    private static final Pattern REFUSES = Pattern.compile(
            "\\b(refuse|findings\\.add|broken|wrong|new Malformed\\w+|super|Problem\\.(?:user|environment))\\(");

    private static final Pattern LIMIT = Pattern.compile("^# -Dslipway\\.memoryLimit=(\\w+)");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Thousands of brackets and of aliases do not read well; {@code YamlTest} has them. */
    private static final Set<String> ELSEWHERE = Set.of(
            "is nested more than ",
            " levels deep",
            "Write it with fewer levels",
            "Use fewer aliases inside aliases",
            "the keys are too long",
            "Write shorter keys",
            "characters at most");

    /** Shorter ones are names of keys, and quotes around values. */
    private static final int SENTENCE = 10;

    record Refusal(String title, String yaml, String message) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Refusal> refusals() throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        for (String section : golden().split("(?m)^== ", -1)) {
            int title = section.indexOf('\n');
            int yaml = section.indexOf("\n--\n");
            if (yaml >= 0) {
                refusals.add(new Refusal(
                        section.substring(0, title),
                        section.substring(title + 1, yaml + 1),
                        section.substring(yaml + 4).stripTrailing()));
            }
        }
        return refusals.stream();
    }

    private static String golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(RefusalsTest.class.getResourceAsStream("refusals.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The images that the beginning of the golden file describes. */
    private static Compose images() {
        return new Compose()
                .image("kernel", TreeText.tree("kernel 0644 =k", "kernel.tar 0644 =t"))
                .image("bzimage", TreeText.tree("bzImage 0644 =k", "modules.tar 0644 =t"))
                .image("notes", TreeText.tree("notes 0644 =n"))
                .image("dos", TreeText.tree("init 0755 =#!/bin/sh\r\n"))
                .image("large", MemoryEstimateTest.files("data", 5 << 20))
                .image("many", MemoryEstimateTest.empty(200))
                .labelled("writes", "binds: [\"data:/data\"]")
                .labelled("nobody", "uid: nobody")
                .labelled("named", "{\"name\": \"x\", \"image\": \"y\"}")
                .labelled("misspelt", "{\"readonyl\": true}")
                .labelled("restless", "annotations: {dev.slipway.restart: yes}")
                .image("list", FileTree.EMPTY, "", Map.of("org.mobyproject.config", "[]"), "run");
    }

    static String message(String yaml) {
        try {
            // The picture of a control character stands for the character.
            String text = yaml.replace('\u2401', '\u0001');
            Composition composition = images().yaml(text.split("\n", -1));
            Matcher limit = LIMIT.matcher(text);
            if (limit.find()) {
                LinuxKit spec = LinuxKit.parse(List.of(new SpecText("linuxkit.yml", text)));
                Composer.requireFits(MemorySize.parse(limit.group(1)), composition, spec);
            }
            return "accepted";
        } catch (Problem e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isToldInTheseWords(Refusal refusal) {
        assertThat(message(refusal.yaml())).isEqualTo(refusal.message());
    }

    @Test
    void everySentenceOfTheCodeIsInTheFile() throws IOException {
        String golden = golden();
        TreeSet<String> missing = new TreeSet<>();
        int sentences = 0;
        for (Path source : sources()) {
            String code = Files.readString(source);
            Matcher calls = REFUSES.matcher(code);
            while (calls.find()) {
                Matcher texts = TEXT.matcher(arguments(code, calls.end()));
                while (texts.find()) {
                    for (String line : texts.group(1).split("\\\\n|\n", -1)) {
                        String sentence =
                                line.replace("\\\"", "\"").replace("\\t", "\t").strip();
                        if (sentence.length() >= SENTENCE) {
                            sentences++;
                            if (!golden.contains(sentence) && !ELSEWHERE.contains(sentence)) {
                                missing.add(source.getFileName() + ": " + sentence);
                            }
                        }
                    }
                }
            }
        }
        assertThat(sentences).isGreaterThan(80);
        assertThat(missing).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("spec", "yaml", "compose")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        for (String file : List.of("reference/ReferenceParser", "reference/MalformedReference", "MalformedPlatform")) {
            sources.add(SOURCES.resolve("oci/" + file + ".java"));
        }
        return sources;
    }

    /** The text up to the parenthesis that closes. */
    private static String arguments(String code, int from) {
        boolean quoted = false;
        int depth = 1;
        int at = from;
        for (; depth > 0; at++) {
            char c = code.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\'') {
                at = code.indexOf('\'', at + 2);
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return code.substring(from, at);
    }
}
