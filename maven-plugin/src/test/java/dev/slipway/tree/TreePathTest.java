package dev.slipway.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    @Test
    void ordersByTheBytesOfUtf8() {
        // U+FFFD sorts before U+10348 in UTF-8; Java's own order has it the other way round.
        String replacement = "a\ufffd";
        String gothic = "a\ud800\udf48";
        assertThat(replacement.compareTo(gothic)).isPositive();
        assertThat(TreePath.ORDER.compare(replacement, gothic)).isNegative();

        Random random = new Random(42);
        List<String> names = new ArrayList<>();
        int[] alphabet = {'a', '/', '-', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
        for (int i = 0; i < 500; i++) {
            names.add(random.ints(random.nextInt(6), 0, alphabet.length)
                    .map(n -> alphabet[n])
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        for (String a : names) {
            for (String b : names) {
                assertThat(Integer.signum(TreePath.ORDER.compare(a, b))).isEqualTo(Integer.signum(BYTES.compare(a, b)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"./a//b/,a/b", "/a/b,a/b", "a/../b,b", "./,''", "/,''", "a/./b,a/b", ".wh.x,.wh.x"})
    void cleansWhatArchivesAndUsersWrite(String written, String clean) {
        assertThat(TreePath.clean(written)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../..", "/../x", "./../x"})
    void refusesToLeaveTheRoot(String path) {
        assertThatThrownBy(() -> TreePath.clean(path))
                .isInstanceOf(PathLeavesTree.class)
                .hasMessageContaining(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "./a", "a/..", "a\0b"})
    void anEntryHasACleanPathOrIsNone(String path) {
        assertThatThrownBy(() -> new Entry(path, Attributes.of(0, 0), new Node.Fifo(), Origin.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void splitsAndJoins() {
        assertThat(TreePath.parent("a/b/c")).isEqualTo("a/b");
        assertThat(TreePath.parent("a")).isEmpty();
        assertThat(TreePath.name("a/b")).isEqualTo("b");
        assertThat(TreePath.join("", "a")).isEqualTo("a");
        assertThat(TreePath.join("a", "b")).isEqualTo("a/b");
    }
}
