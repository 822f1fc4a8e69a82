package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.problem.Problem;
import dev.slipway.yaml.EditorSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema for editors says what the reader says, by the word of a validator that is not ours. */
class LinuxKitSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EditorSchema SCHEMA = new EditorSchema(LinuxKit.schema());
    /** Mappings whose keys are the user's. */
    private static final Set<String> FREE = Set.of("sysctl", "annotations");

    static Stream<SpecText> accepted() throws IOException {
        List<SpecText> accepted = new ArrayList<>(Examples.all().toList());
        accepted.add(text(LinuxKitCases.seed()));
        for (Path folder : LinuxKitCases.all()) {
            if (!Files.exists(folder.resolve("refused.txt"))) {
                accepted.add(text(folder.resolve("linuxkit.yml")));
            }
        }
        return accepted.stream();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatIsReadIsValid(SpecText text) {
        LinuxKit.parse(List.of(text));
        assertThat(SCHEMA.problems(document(text))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void everyKeyMisspeltIsRefusedByBoth(SpecText text) throws IOException {
        List<JsonNode> misspelt = EditorSchema.misspelt(document(text), FREE);
        assertThat(misspelt).isNotEmpty();
        for (JsonNode wrong : misspelt) {
            assertThat(SCHEMA.problems(wrong)).as(wrong.toString()).isNotEmpty();
            assertThat(message(wrong)).contains("there is no such key");
        }
    }

    /** A document with every key of the schema: the reader knows all of them, and as these types. */
    @Test
    void everyKeyOfTheSchemaIsRead() {
        SCHEMA.requireEveryKeyIsRead(LinuxKitSchemaTest::message);
    }

    @Test
    void aWrongTypeAWrongWordAndAMissingKeyAreRefused() throws IOException {
        for (String wrong : List.of(
                "{\"services\": [{\"name\": \"a\", \"image\": \"b\", \"readonly\": \"yes\"}]}",
                "{\"services\": [{\"name\": \"a\", \"image\": \"b\", \"command\": [\"sleep\", 5]}]}",
                "{\"services\": [{\"name\": \"a\", \"image\": \"b\", \"oomScoreAdj\": 1001}]}",
                "{\"services\": [{\"name\": \"a\"}]}",
                "{\"volumes\": [{\"name\": \"a\", \"format\": \"tar\"}]}",
                "{\"outputs\": [{\"format\": \"iso-bois\"}]}",
                "{\"files\": [{\"path\": \"a\", \"contents\": \"\", \"mode\": 420}]}",
                "{\"init\": null}")) {
            assertThat(SCHEMA.problems(JSON.readTree(wrong))).as(wrong).isNotEmpty();
            assertThat(message(JSON.readTree(wrong))).as(wrong).startsWith("linuxkit.yml");
        }
    }

    @Test
    void itIsASchemaItself() {
        assertThat(SCHEMA.faults()).isEmpty();
    }

    private static SpecText text(Path file) throws IOException {
        return new SpecText(file.toString(), Files.readString(file));
    }

    private static JsonNode document(SpecText text) {
        return EditorSchema.document(text.text());
    }

    private static String message(JsonNode document) {
        try {
            LinuxKit.parse(List.of(new SpecText("linuxkit.yml", document.toString())));
            return "";
        } catch (Problem e) {
            return String.valueOf(e.getMessage());
        }
    }
}
