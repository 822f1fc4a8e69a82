package dev.slipway.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    private static final int LIMIT = 1 << 20;

    private static final class Malformed extends Problem {
        private static final long serialVersionUID = 1L;

        Malformed(String where, String what) {
            super(Fault.ENVIRONMENT, where, what, "Write it again.");
        }
    }

    private static final JsonReader JSON = new JsonReader(Malformed::new);

    private static JsonObject object(String text) {
        return JSON.object(text.getBytes(UTF_8), "paper", LIMIT);
    }

    @Test
    void givesEachFieldAsTheTypeThatIsAskedFor() {
        Digest digest = Digest.of(new byte[0]);
        JsonObject object = object(
                "{\"text\":\"a\",\"number\":7,\"quoted\":\"-8\",\"flag\":true,\"bytes\":\"_-8\",\"digest\":\"" + digest
                        + "\",\"texts\":[\"b\",\"c\"],\"map\":{\"z\":\"1\",\"y\":\"2\"},\"objects\":[{\"a\":1}],\"null\":null}");
        assertThat(object.text("text")).isEqualTo("a");
        assertThat(object.textOr("none", "absent")).isEqualTo("absent");
        assertThat(object.number("number")).isEqualTo(7);
        assertThat(object.int64("quoted")).isEqualTo(-8);
        assertThat(object.flag("flag")).isTrue();
        assertThat(object.bytes("bytes")).containsExactly(-1, -17);
        assertThat(object.digest("digest")).isEqualTo(digest);
        assertThat(object.texts("texts")).containsExactly("b", "c");
        assertThat(object.textMap("map")).containsExactly(Map.entry("y", "2"), Map.entry("z", "1"));
        assertThat(object.objects("objects").get(0).number("a")).isEqualTo(1);
        assertThat(object.has("null")).isFalse();
        assertThat(object.objects("none")).isEmpty();
        assertThat(object.empty("none").textMap("any")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"b\":[{\"c\":1}]}} | paper: a.b[0].c is not a text",
                "{\"a\":{\"b\":[{}]}} | paper: a.b[0].c is missing",
                "{\"a\":{\"b\":[7]}} | paper: a.b[0] is not an object",
                "{\"a\":{\"b\":7}} | paper: a.b is not a list",
                "{\"a\":7} | paper: a is not an object",
                "{\"a\":{\"b\":[{\"c\":\"\\ud800\"}]}} | paper: a.b[0].c has half of a surrogate pair",
                "{\"a\":1,\"a\":2} | paper: is not valid JSON: Duplicate field 'a'",
                "{\"a\":1} {} | paper: is not valid JSON",
                "[] | paper: is not a JSON object",
            })
    void saysWhereADocumentIsWrong(String text, String message) {
        assertThatThrownBy(() -> object(text).object("a").objects("b").forEach(each -> assertThat(each.text("c"))
                        .isNotNull()))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "sha1:00, is a digest of the algorithm 'sha1'; sha256 and sha512 are",
        "sha256:00, is not a digest: 'sha256:00'"
    })
    void saysWhichDigestsAreKnown(String text, String message) {
        String expected = message.replace("'; sha", "', which is not supported; sha");
        assertThatThrownBy(() -> object("{\"d\":\"" + text + "\"}").digest("d"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("paper: d " + expected);
    }

    @Test
    void hasOneSetOfLimits() {
        List<Consumer<String>> readers = List.of(
                text -> JSON.object(text.getBytes(UTF_8), "paper", LIMIT),
                text -> JSON.proto(text.getBytes(UTF_8), "paper", LIMIT),
                text -> JSON.objects(text.getBytes(UTF_8), "paper", LIMIT));
        for (Consumer<String> reader : readers) {
            assertThatThrownBy(() -> reader.accept("[".repeat(100)))
                    .isInstanceOf(Malformed.class)
                    .hasMessageContaining("is JSON of more than 64 levels");
            assertThatThrownBy(() -> reader.accept("{\"n\":" + "9".repeat(40) + "}"))
                    .hasMessageContaining("a number of more than 32 digits");
            assertThatThrownBy(() -> reader.accept(" ".repeat(LIMIT + 1)))
                    .hasMessageContaining("is 1048577 bytes long; more than 1048576 are not read");
        }
        assertThatThrownBy(() -> JSON.object(new byte[] {'"', (byte) 0xff, '"'}, "paper", LIMIT))
                .hasMessageContaining("paper: is not UTF-8");
    }

    @Test
    void takesBothSpellingsOfProtoButNotBothAtOnce() {
        JsonObject object = JSON.proto("{\"log_index\":\"3\",\"kindVersion\":null}".getBytes(UTF_8), "paper", LIMIT);
        assertThat(object.int64("logIndex")).isEqualTo(3);
        assertThat(object.names()).containsExactly("logIndex");
        assertThatThrownBy(() -> JSON.proto("{\"log_index\":1,\"logIndex\":2}".getBytes(UTF_8), "paper", LIMIT))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("paper: has the field logIndex in two spellings");
    }

    @Test
    void writesTheCanonicalForm() {
        // U+1F600 is a surrogate pair, which Java orders before U+FF5E and UTF-8 behind it.
        JsonObject object = object("{\"b\":[],\"\uD83D\uDE00\":1,\"\uFF5E\":\"q\\\"\",\"a\":{\"y\":null, \"x\":true}}");
        assertThat(object.canonical())
                .asString(UTF_8)
                .isEqualTo("{\"a\":{\"x\":true,\"y\":null},\"b\":[],\"\uFF5E\":\"q\\\"\",\"\uD83D\uDE00\":1}");
        assertThatThrownBy(() -> object("{\"a\":1.5}").canonical())
                .hasMessageContaining("has a number that is not whole");
        assertThatThrownBy(() -> object("{\"a\":\"\\n\"}").canonical()).hasMessageContaining("has a control character");
    }

    @Test
    void writesTheSameTextOnEveryMachine() {
        Map<String, Object> map = new TreeMap<>(Map.of("b", List.of(1, "x"), "a", Map.of("c", true)));
        assertThat(JsonWriter.compact(map)).isEqualTo("{\"a\":{\"c\":true},\"b\":[1,\"x\"]}");
        assertThat(JsonWriter.lines(map))
                .isEqualTo("{\n  \"a\" : {\n    \"c\" : true\n  },\n  \"b\" : [\n    1,\n    \"x\"\n  ]\n}\n");
    }
}
