package dev.slipway.trust.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.problem.Problem;
import dev.slipway.yaml.EditorSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of trust-policy.yml for editors says what the reader says, by the word of a validator that is not ours. */
class PolicySchemaTest {
    private static final EditorSchema SCHEMA = new EditorSchema(Policy.schema());
    private static final Set<String> FREE = Set.of("roots", "keys");
    private static final Pattern ON_THE_PAGE = Pattern.compile(
            "^```yaml\\n(?:# trust-policy[^\\n]*\\n)?(version: .*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** The policies on the page about signatures. */
    static List<String> policies() throws IOException {
        List<String> policies = new ArrayList<>();
        Matcher matcher =
                ON_THE_PAGE.matcher(Files.readString(Path.of("../src/site/markdown/how-to/require-signatures.md")));
        while (matcher.find()) {
            policies.add(matcher.group(1));
        }
        return policies;
    }

    @Test
    void thePageHasAPolicyForEachKind() throws IOException {
        assertThat(policies()).hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyIsValidAndEveryMisspeltKeyIsNot(String text) {
        JsonNode document = EditorSchema.document(text);
        assertThat(message(document)).doesNotContain("no such key").doesNotContain("expected ");
        SCHEMA.requireEveryMisspeltKeyIsRefused(document, FREE, PolicySchemaTest::message);
    }

    @Test
    void everyKeyOfTheSchemaIsRead() {
        SCHEMA.requireEveryKeyIsRead(PolicySchemaTest::message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\": 2}",
                "{\"version\": 1, \"default\": \"allow\"}",
                "{\"version\": 1, \"rules\": [{\"scope\": \"a\"}]}",
                "{\"version\": 1, \"rules\": [{\"scope\": \"a\", \"require\": {}}]}",
                "{\"version\": 1, \"rules\": [{\"scope\": \"a\", \"require\": {\"pinned\": {}, \"reject\": {}}}]}",
                "{\"version\": 1, \"rules\": [{\"scope\": \"a\", \"require\": {\"any-of\": [{\"pined\": {}}]}}]}",
                "{\"version\": 1, \"rules\": [{\"scope\": \"a\", \"require\": {\"accept\": {}}}]}"
            })
    void whatIsWrongIsRefusedByBoth(String wrong) {
        assertThat(SCHEMA.problems(EditorSchema.json(wrong))).isNotEmpty();
        assertThat(message(EditorSchema.json(wrong))).startsWith("trust-policy.yml");
    }

    @Test
    void itIsASchemaItself() {
        assertThat(SCHEMA.faults()).isEmpty();
    }

    private static String message(JsonNode document) {
        try {
            Policy.parse(document.toString(), "trust-policy.yml", file -> "no PEM".getBytes(StandardCharsets.UTF_8));
            return "";
        } catch (Problem e) {
            return String.valueOf(e.getMessage());
        }
    }
}
