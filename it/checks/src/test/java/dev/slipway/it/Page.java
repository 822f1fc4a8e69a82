package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, as the blocks that a reader copies. A comment on the line above a block says what a test does with it:
 * <pre>
 * &lt;!-- run --&gt;            runs it; it must succeed
 * &lt;!-- run: fails --&gt;     runs it; it must fail
 * &lt;!-- output --&gt;         each of its lines must be in what the last run printed
 * &lt;!-- file: NAME --&gt;     writes it to that file
 * &lt;!-- into: NAME --&gt;     puts it before the last line of that file
 * &lt;!-- run by TEST --&gt;    nothing here; that test runs it as it is written
 * &lt;!-- begun by TEST --&gt;  the same for what does not end by itself
 * &lt;!-- like TEST --&gt;      nothing; that test class, project or script runs the same with other names
 * </pre>
 *
 * @param name path below the repository
 */
record Page(String name, List<Block> blocks) {
    private static final Pattern FENCE = Pattern.compile(
            "(?:^<!-- ((?:run|begun|like|output|file|into)\\b[^\\n]*?) -->\\n)?^```(\\w*)\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /**
     * A fenced block.
     *
     * @param mark what the comment above it says; empty if there is none
     */
    record Block(String language, String mark, String text, int line) {
        boolean isCommand() {
            return language.equals("sh");
        }

        /** The test that the mark names, or an empty text. */
        String test() {
            return Stream.of("run by ", "begun by ", "like ")
                    .filter(mark::startsWith)
                    .map(words -> mark.substring(words.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    static Page of(String name) {
        String text = Checks.text(Checks.root().resolve(name));
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = FENCE.matcher(text);
        while (matcher.find()) {
            String mark = matcher.group(1) == null ? "" : matcher.group(1);
            int line = (int) text.substring(0, matcher.start(3)).lines().count();
            blocks.add(new Block(matcher.group(2), mark, matcher.group(3), line));
        }
        long fences = text.lines().filter(line -> line.startsWith("```")).count();
        assertThat(fences).as("fences of " + name).isEqualTo(2L * blocks.size());
        return new Page(name, blocks);
    }

    /** Every page of the site, the README and what contributors read. */
    static List<Page> all() {
        Path pages = Checks.root().resolve("src/site/markdown");
        try (Stream<Path> files = Files.walk(pages)) {
            Stream<String> site = files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> Checks.root().relativize(file).toString())
                    .sorted();
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "packages/README.md"), site)
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
