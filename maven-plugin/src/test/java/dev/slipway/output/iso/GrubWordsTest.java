package dev.slipway.output.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrubWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "console=ttyS0",
                "a b  c   d",
                " leading and trailing ",
                "\"name=a b\" \"c d\"",
                "back\\\\slash \\\" \\' \"in \\\\ quotes \\\" too\"",
                "$HOME ${x} {a,b} %s # ; | & < > ` ~ * ? [a] ( ) = -- -",
                "Grüße \ud83d\ude80",
                "tab\tbell\007"
            })
    void whatGrubMakesOfTheWordsIsTheCommandLine(String text) {
        assertThat(asGrubDoes(words(text))).isEqualTo(text);
    }

    @Test
    void randomLinesPassUnchangedOrNotAtAll() {
        Random random = new Random(17);
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.append("ab \\\"' ".charAt(random.nextInt(7)));
            }
            try {
                assertThat(asGrubDoes(words(text.toString()))).isEqualTo(text.toString());
                passed++;
            } catch (InvalidKernelCommandLine expected) {
                assertThat(text.toString()).containsAnyOf("\\", "\"", "'");
            }
        }
        assertThat(passed).isBetween(2_000, 18_000);
    }

    /** GRUB 2.06, lib/cmdline.c, grub_create_loader_cmdline. */
    private static String asGrubDoes(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            boolean space = word.indexOf(' ') >= 0;
            line.append(space ? "\"" : "");
            for (char c : word.toCharArray()) {
                if (c == '\\' || c == '\'' || c == '"') {
                    line.append('\\');
                }
                line.append(c);
            }
            line.append(space ? "\"" : "").append(' ');
        }
        return line.length() == 0 ? "" : line.substring(0, line.length() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "name=\"a b\", 6, '\"'",
        "x \"ab\" y, 3, '\"'",
        "x \"a b\"y, 3, '\"'",
        "x \"a b, 3, '\"'",
        "é it''s, 5, ''''",
        "c:\\dir, 3, '\\'",
        "end\\, 4, '\\'"
    })
    void whatCannotPassIsRefusedWithItsPosition(String text, int position, String character) {
        String csvText = text.replace("''", "'");
        String shown = character.equals("''") ? "'" : character;
        assertThatThrownBy(() -> words(csvText))
                .isInstanceOf(InvalidKernelCommandLine.class)
                .hasMessageStartingWith("linuxkit.yml:3:12: character " + position + " ('" + shown + "'): GRUB")
                .hasMessageContaining("\"name=a b\"")
                .hasMessageContaining("firmware=bios");
    }

    private static List<String> words(String text) {
        return GrubWords.of(new KernelCommandLine(text, "linuxkit.yml:3:12"));
    }
}
