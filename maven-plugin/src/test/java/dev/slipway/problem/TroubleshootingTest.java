package dev.slipway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever searches the page on errors for the words of a message finds them: each title is a text of the code. */
class TroubleshootingTest {
    private static final Path PAGE = Path.of("../src/site/markdown/troubleshooting.md");
    private static final Path CODE = Path.of("src/main/java");
    private static final Path REFUSALS = Path.of("src/test/resources/dev/slipway/compose/refusals.txt");
    private static final String TITLE = "### ";
    private static final String ANYTHING = "...";
    private static final int FEWEST = 25;

    @Test
    void everyTitleIsATextOfTheCode() throws IOException {
        List<String> texts = new ArrayList<>(Files.readAllLines(REFUSALS));
        texts.addAll(sources());
        List<String> titles = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(TITLE))
                .map(line -> line.substring(TITLE.length()))
                .toList();
        assertThat(titles).hasSizeGreaterThanOrEqualTo(FEWEST).doesNotHaveDuplicates();
        assertThat(titles).as("titles that no message has (any more)").allMatch(title -> texts.stream()
                .anyMatch(text -> contains(text, title)));
        assertThat(texts).noneMatch(text -> contains(text, "a sentence that no message ... has"));
    }

    /** Each source, with its texts in one piece. */
    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CODE)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
        }
        return sources;
    }

    /** Whether the parts of the title are in the text, in their order. */
    private static boolean contains(String text, String title) {
        int from = 0;
        for (String part : title.split(Pattern.quote(ANYTHING))) {
            int found = text.indexOf(part.strip(), from);
            if (found < 0) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }
}
