package dev.slipway.spec.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GoJsonTest {
    @Test
    void printsWithFourSpacesAndNoLineFeedAtTheEnd() {
        Fields json = new Fields()
                .put("b", List.of(1, true, "x"))
                .put("a", new Fields().put("deep", new TreeMap<>(Map.of("k", "v"))));

        assertThat(GoJson.print(json))
                .isEqualTo(
                        """
                        {
                            "b": [
                                1,
                                true,
                                "x"
                            ],
                            "a": {
                                "deep": {
                                    "k": "v"
                                }
                            }
                        }""");
    }

    @Test
    void emptyListsAndObjectsStandOnOneLine() {
        assertThat(GoJson.print(new Fields().put("list", List.of()).put("object", new Fields())))
                .isEqualTo("{\n    \"list\": [],\n    \"object\": {}\n}");
    }

    @Test
    void escapesWhatGoEscapes() {
        assertThat(print("<a&b>\u2028\u2029\"\\\n\r\t\b\f\u0001\u007f"))
                .isEqualTo("\"\\u003ca\\u0026b\\u003e\\u2028\\u2029\\\"\\\\\\n\\r\\t\\b\\f\\u0001\u007f\"");
    }

    @Test
    void leavesOtherCharactersAsTheyAre() {
        assertThat(print("café 日本 \uD83D\uDE80 '/'")).isEqualTo("\"café 日本 \uD83D\uDE80 '/'\"");
    }

    @Test
    void numbersMayBeAsLargeAsUnsigned64Bit() {
        assertThat(print(new BigInteger("18446744073709551615"))).isEqualTo("18446744073709551615");
    }

    @Test
    void emptyMembersAreLeftOutOnlyWhenAskedFor() {
        Fields json = new Fields()
                .put("text", "")
                .putUnlessEmpty("noText", "")
                .putUnlessEmpty("noFlag", false)
                .putUnlessEmpty("noList", List.of())
                .putUnlessEmpty("noMap", Map.of())
                .putUnlessEmpty("nothing", null)
                .putUnlessNull("zero", 0)
                .putUnlessNull("null", null);

        assertThat(json.values().keySet()).containsExactly("text", "zero");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> print(new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    /** A value alone. */
    private static String print(Object value) {
        String json = GoJson.print(new Fields().put("v", value));
        return json.substring("{\n    \"v\": ".length(), json.length() - "\n}".length());
    }
}
