package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.problem.Places;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
    /** Reads the keys that most tests use, and gives back what it got. */
    private static Map<String, Object> read(String text) {
        return Yaml.read(text, "a.yml", root -> {
            Map<String, Object> got = new LinkedHashMap<>();
            got.put("name", root.text("name"));
            got.put("readonly", root.bool("readonly"));
            got.put("command", root.texts("command"));
            got.put("limit", root.integer("limit", 0, 100));
            got.put("sysctl", root.textMap("sysctl"));
            got.put("format", root.oneOf("format", Map.of("oci", 1, "filesystem", 2)));
            got.put("inner", root.object("inner", inner -> inner.requiredText("capabilities")));
            got.put("list", root.list("list", item -> item.object(each -> each.text("name"))));
            return got;
        });
    }

    private static String refusal(String text) {
        try {
            return "accepted: " + read(text);
        } catch (InvalidYaml e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void typesAreThoseOfYamlV3() {
        assertThat(
                        read(
                                """
                name: yes
                readonly: True
                command: [on, "5", 2001-12-14, <<, "~"]
                limit: 0x10
                sysctl: {b: "2", a: x}
                format: oci
                """))
                .containsEntry("name", "yes")
                .containsEntry("readonly", true)
                .containsEntry("command", List.of("on", "5", "2001-12-14", "<<", "~"))
                .containsEntry("limit", 16L)
                .containsEntry("sysctl", Map.of("a", "x", "b", "2"))
                .containsEntry("format", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0644, INTEGER",
        "0o17, INTEGER",
        "1_000, INTEGER",
        "-0x1F, INTEGER",
        "0b101, INTEGER",
        "+5, INTEGER",
        "0, INTEGER",
        "089, FLOAT",
        "4.19, FLOAT",
        ".5, FLOAT",
        "1e3, FLOAT",
        ".inf, FLOAT",
        "-.Inf, FLOAT",
        ".nan, FLOAT",
        "4.19.x, TEXT",
        "-, TEXT",
        "0x, TEXT",
        "0o8, TEXT",
        "1:30, TEXT",
        "yes, TEXT",
        "NO, TEXT",
        "_1, TEXT",
        "true, BOOLEAN",
        "FALSE, BOOLEAN",
        "tRue, TEXT",
        "~, NULL",
        "Null, NULL",
        "'', NULL"
    })
    void plainScalarsAreTypedAsYamlV3TypesThem(String text, ScalarType type) {
        assertThat(ScalarType.ofPlain(text)).isEqualTo(type);
    }

    @Test
    void octalsCountFromTheLeadingZero() {
        assertThat(ScalarType.integer("0644")).hasValue(BigInteger.valueOf(0644));
        assertThat(ScalarType.integer("0o17")).hasValue(BigInteger.valueOf(15));
        assertThat(ScalarType.integer("-1_000")).hasValue(BigInteger.valueOf(-1000));
    }

    @Test
    void anchorsAliasesAndMergeKeysWork() {
        assertThat(
                        read(
                                """
                sysctl: &base {a: "1", b: "2"}
                list:
                  - &item {name: x}
                  - *item
                inner: {<<: [{capabilities: first}, {capabilities: second}]}
                """))
                .containsEntry("list", List.of("x", "x"))
                .containsEntry("inner", "first");
        assertThat(read("list: [&a {name: x}, {<<: *a, name: own}]")).containsEntry("list", List.of("x", "own"));
    }

    @Test
    void tellsAllErrorsOfATextAtOnceInTheOrderOfTheLines() {
        assertThat(
                        refusal(
                                """
                readonly: yes
                command: [sleep, 5]
                name: 0644
                limit: 101
                list:
                format: filsystem
                inner:
                  capabilites: x
                nonsense: 1
                """))
                .isEqualTo(
                        """
                a.yml: 8 errors
                  a.yml:1:11: readonly: expected true or false, found the text 'yes'
                    Write true (in YAML 1.2 this is a text)
                  a.yml:2:18: command[1]: expected a text, found the number 5
                    Write it in quotes: "5"
                  a.yml:3:7: name: expected a text, found the number 0644
                    Write it in quotes: "0644" (without them it is the number 420)
                  a.yml:4:8: limit: expected an integer from 0 to 100, found the number 101
                    Write a number in this range
                  a.yml:5:6: list: expected a list, found nothing
                    Leave the key out, or write []
                  a.yml:6:9: format: expected one of filesystem, oci, found the text 'filsystem'
                    Did you mean filesystem?
                  a.yml:8:3: inner.capabilites: there is no such key
                    Did you mean capabilities?
                  a.yml:9:1: nonsense: there is no such key
                    Known here: name, readonly, command, limit, sysctl, format, inner, list""");
    }

    @Test
    void oneErrorStandsAlone() {
        assertThat(refusal("inner: {}"))
                .isEqualTo(
                        """
                a.yml:1:8: inner: the key 'capabilities' is missing
                  Add 'capabilities: ..'""");
        assertThat(refusal("name: a\nname: b\n"))
                .isEqualTo(
                        """
                a.yml:2:1: name: the key is written twice
                  It is in line 1 already; keep one of the two""");
        assertThat(refusal("sysctl: {5: a}"))
                .isEqualTo(
                        """
                a.yml:1:10: sysctl: a key must be a text, found the number 5
                  Write it in quotes: "5\"""");
        assertThat(refusal(""))
                .isEqualTo(
                        """
                a.yml:1:1: is empty
                  Write a mapping of keys and values""");
        assertThat(refusal("[a]"))
                .isEqualTo(
                        """
                a.yml:1:1: expected a mapping, found a list
                  Write lines of 'key: value', or leave the key out""");
        assertThat(refusal("name: a\n---\nname: b\n"))
                .isEqualTo(
                        """
                a.yml:3:1: a second YAML document begins here
                  Write one document to a file, without '---' in between""");
        assertThat(refusal("name: !ruby/object x"))
                .isEqualTo(
                        """
                a.yml:1:7: name: the tag !ruby/object is not known
                  Write the value without a tag""");
    }

    @Test
    void syntaxErrorsShowTheLine() {
        assertThat(refusal("name: a\nsysctl:\n  a: b: c\n"))
                .isEqualTo(
                        """
                a.yml:3:7: YAML syntax: mapping values are not allowed here
                  Correct it here:
                      a: b: c
                          ^""");
        assertThat(refusal("command: [a, b\nname: x\n")).startsWith("a.yml:2:5: YAML syntax: expected ',' or ']'");
        assertThat(refusal("name:\n\t- a\n")).startsWith("a.yml:2:1: YAML syntax: found character '\\t(TAB)'");
        assertThat(refusal("name: a\u0007\n")).startsWith("a.yml:1:8: YAML cannot hold the character U+0007");
        assertThat(refusal("name: !t%20 x\n")).startsWith("a.yml:1:7: the tag begins or ends with a character");
        assertThat(refusal("!t%e")).startsWith("a.yml:1:1: the tag begins or ends with a character");
        assertThat(refusal("name: *nowhere\n")).startsWith("a.yml:1:7: YAML syntax: found undefined alias nowhere");
    }

    @Test
    void bombsAreRefused() {
        StringBuilder laughs = new StringBuilder("command: [\"x\"]\nlist:\n- &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("- &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]\n");
        }
        assertThat(refusal(laughs.toString())).contains("there are more than 100000 values");
        StringBuilder merges = new StringBuilder("list:\n- &a0 {}\n");
        for (int i = 1; i < 10; i++) {
            String aliases = ("*a" + (i - 1) + ",").repeat(9);
            merges.append("- &a").append(i).append(" {<<: [").append(aliases).append("]}\n");
        }
        assertThat(refusal(merges.toString())).contains("there are more than 100000 values");
        assertThat(refusal("name: [" + "x,".repeat(400_000) + "]")).contains("there are more than 100000 values");
        assertThat(refusal("? \"" + "k".repeat(100_000) + "\"\n: [" + "x,".repeat(1000) + "]\n"))
                .contains("the keys are too long");
        assertThat(refusal("other: " + "9".repeat(1_000_000))).contains("there is no such key");
        assertThat(refusal("k".repeat(1000) + ": 1\n")).contains("there is no such key");
        assertThat(refusal("list: &a [*a]")).contains("an alias contains itself");
        assertThat(refusal("inner: &a {<<: *a}")).contains("only mappings that are complete can be merged");
        assertThat(refusal("name: " + "[".repeat(100_000))).contains("is nested more than 100 levels deep");
    }

    @Test
    void placesAreFoundByKey() {
        Places places = Yaml.read("list:\n  - name: x\n  - {name: y}\n", "a.yml", root -> {
            root.list("list", item -> item.object(each -> each.text("name")));
            return root.places();
        });
        assertThat(places.at("list[1].name")).hasToString("a.yml:3:12: list[1].name");
        assertThat(places.at("list[0].name.part")).hasToString("a.yml:2:11: list[0].name");
        assertThat(places.at("list[7].name")).hasToString("a.yml:2:3: list");
        assertThat(places.at("other")).hasToString("a.yml:1:1");
    }

    @Test
    void aReaderThatMakesNothingOutOfARightTextIsABug() {
        assertThatThrownBy(() -> Yaml.read("{}", "a.yml", root -> null)).isInstanceOf(IllegalStateException.class);
    }
}
