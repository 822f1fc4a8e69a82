package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoJsonTest {
    @Test
    void printsWithFourSpacesAndNoLineFeedAtTheEnd() {
        JsonObject json = new JsonObject()
                .put("b", List.of(1, true, "x"))
                .put("a", new JsonObject().put("deep", Map.of("k", "v")));

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
        assertThat(GoJson.print(new JsonObject().put("list", List.of()).put("object", new JsonObject())))
                .isEqualTo("{\n    \"list\": [],\n    \"object\": {}\n}");
    }

    @Test
    void escapesWhatGoEscapes() {
        assertThat(GoJson.print("<a&b>\u2028\u2029\"\\\n\r\t\b\f\u0001\u007f"))
                .isEqualTo("\"\\u003ca\\u0026b\\u003e\\u2028\\u2029\\\"\\\\\\n\\r\\t\\b\\f\\u0001\u007f\"");
    }

    @Test
    void leavesOtherCharactersAsTheyAre() {
        assertThat(GoJson.print("café 日本 \uD83D\uDE80 '/'")).isEqualTo("\"café 日本 \uD83D\uDE80 '/'\"");
    }

    @Test
    void numbersMayBeAsLargeAsUnsigned64Bit() {
        assertThat(GoJson.print(new BigInteger("18446744073709551615"))).isEqualTo("18446744073709551615");
    }

    @Test
    void emptyMembersAreLeftOutOnlyWhenAskedFor() {
        JsonObject json = new JsonObject()
                .put("text", "")
                .putUnlessEmpty("noText", "")
                .putUnlessEmpty("noFlag", false)
                .putUnlessEmpty("noList", List.of())
                .putUnlessEmpty("noMap", Map.of())
                .putUnlessEmpty("nothing", null)
                .putUnlessNull("zero", 0)
                .putUnlessNull("null", null);

        assertThat(json.members().keySet()).containsExactly("text", "zero");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> GoJson.print(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
