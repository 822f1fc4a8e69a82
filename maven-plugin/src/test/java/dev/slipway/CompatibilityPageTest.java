package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the compatibility page names a test, and the test is there. */
class CompatibilityPageTest {
    private static final Path PAGE = Path.of("../src/site/markdown/compatibility.md");
    private static final List<Path> TESTS = List.of(Path.of("src/test/java"), Path.of("../it/checks/src/test/java"));
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        Set<String> tests = tests();
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.endsWith("| Test |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(25);
        for (String row : rows) {
            String last = row.substring(row.lastIndexOf(" | "));
            List<String> named = TEST.matcher(last)
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.replace("`", ""))
                    .toList();
            assertThat(named).as(row).isNotEmpty();
            assertThat(tests).as(row).containsAll(named);
        }
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> ours = Files.walk(TESTS.get(0));
                Stream<Path> checks = Files.walk(TESTS.get(1))) {
            return Stream.concat(ours, checks)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
