package dev.slipway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Documents are read token by token; the library's own mapper takes and refuses the same ones, and reads the same of them. */
class MapperAgreesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(StrictJson.MAX_DEPTH)
                            .maxNumberLength(32)
                            .maxTokenCount(500_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String DOCUMENT =
            "{\"a\":[1,-2,3.5,1e2,true,false,null,\"x\\u00e9\\n\"],\"b\":{\"c\":{},\"d\":[]},\"e\":9223372036854775807}";

    @Test
    void onWhatIsOnTheEdge() {
        List<String> edges = List.of(
                "",
                " ",
                "{}",
                "{} ",
                "{}x",
                "{}{}",
                "[1,]",
                "[1",
                "{\"a\"",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "\ufeff{}",
                "2147483648",
                "9223372036854775808",
                "-9223372036854775809",
                "1" + "0".repeat(31),
                "1" + "0".repeat(32),
                "1e999",
                "-0",
                "01",
                "+1",
                ".5",
                "NaN",
                "'a'",
                "\"\\ud800\"",
                "\"\\ud83d\\ude00\"",
                "\"\t\"",
                "/**/1",
                "nul",
                "[".repeat(64) + "]".repeat(64),
                "[".repeat(65) + "]".repeat(65),
                "[" + "1,".repeat(499_997) + "1]",
                "[" + "1,".repeat(499_998) + "1]");
        edges.forEach(MapperAgreesTest::compare);
    }

    @Test
    void onDamagedDocuments() {
        Random random = new Random(1);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(DOCUMENT);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, "{}[],:\"\\0123eE-+.tfn ua\u0000".charAt(random.nextInt(24)));
            }
            taken += compare(text.toString()) ? 1 : 0;
        }
        assertThat(taken).isBetween(200, 19_800);
    }

    private static boolean compare(String text) {
        Optional<JsonNode> ours;
        try {
            ours = Optional.of(StrictJson.read(text.getBytes(StandardCharsets.UTF_8)));
        } catch (StrictJson.Unsound e) {
            ours = Optional.empty();
        }
        Optional<JsonNode> theirs;
        try {
            theirs = Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            theirs = Optional.empty();
        }
        assertThat(ours).as(text.substring(0, Math.min(text.length(), 200))).isEqualTo(theirs);
        return ours.isPresent();
    }
}
