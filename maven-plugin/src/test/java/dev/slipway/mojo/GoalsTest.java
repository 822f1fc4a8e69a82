package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What goals and parameters say of themselves. */
class GoalsTest {
    private static final Path PAGE = Path.of("../src/site/markdown/properties.md");

    /** {@code help:describe} drops a word in angle brackets as a tag, and a code tag of Javadoc ends at its first closing brace. */
    @Test
    void everyHelpShowsEveryWord() throws Exception {
        List<String> texts = GoalsFixture.read().stream()
                .flatMap(goal -> Stream.concat(
                        Stream.of(goal.name() + ": " + goal.description()),
                        goal.settings().stream()
                                .map(setting -> goal.name() + "." + setting.name() + ": " + setting.description())))
                .toList();
        assertThat(texts)
                .hasSizeGreaterThan(50)
                .contains(
                        "initrd: Builds {finalName}-kernel, {finalName}-initrd.img and {finalName}-cmdline from the locked images, and"
                                + " attaches them.")
                .noneMatch(text -> text.contains("<") || text.contains("&"));
    }

    @Test
    void everyParameterHasADescriptionAndAVersion() throws Exception {
        for (GoalsFixture.Goal goal : GoalsFixture.read()) {
            assertThat(goal.settings())
                    .allSatisfy(setting -> assertThat(setting.description()).isNotBlank())
                    .allSatisfy(setting -> assertThat(setting.since()).isEqualTo("0.1.0"));
        }
    }

    /**
     * What users have in their POMs and scripts: a goal, a parameter, a type, a property or a default that changes here changes for them.
     */
    @Test
    void theGoalsAndTheirParametersAreTheRecordedOnes() throws Exception {
        StringBuilder text = new StringBuilder();
        for (GoalsFixture.Goal goal : GoalsFixture.read()) {
            text.append("slipway:%s (%s)\n".formatted(goal.name(), goal.traits()));
            goal.settings().forEach(setting -> text.append(setting.line()).append('\n'));
        }
        assertThat(text.toString())
                .isEqualTo(Files.readString(Path.of("src/test/resources/dev/slipway/mojo/goals.txt")));
    }

    /** The page that lists every property is the descriptor's. */
    @Test
    void thePageHasEveryProperty() throws Exception {
        SortedMap<String, TreeSet<String>> goals = new TreeMap<>();
        SortedMap<String, TreeSet<String>> defaults = new TreeMap<>();
        for (GoalsFixture.Goal goal : GoalsFixture.read()) {
            for (GoalsFixture.Setting setting : goal.settings()) {
                if (!setting.property().isEmpty()) {
                    goals.computeIfAbsent(setting.property(), any -> new TreeSet<>())
                            .add(goal.name());
                    String byDefault = setting.byDefault();
                    defaults.computeIfAbsent(setting.property(), any -> new TreeSet<>())
                            .add(
                                    byDefault.isEmpty() || byDefault.contains(setting.property())
                                            ? ""
                                            : "`" + byDefault + "`");
                }
            }
        }
        String table = goals.entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + String.join(", ", entry.getValue()) + " | "
                        + String.join(", ", defaults.get(entry.getKey())) + " |")
                .collect(Collectors.joining("\n"));
        String now = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.joining("\n"));
        assertThat(now)
                .as("the table of src/site/markdown/properties.md; what the descriptor says:\n" + table)
                .isEqualTo(table);
    }
}
