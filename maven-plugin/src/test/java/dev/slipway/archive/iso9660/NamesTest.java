package dev.slipway.archive.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private final Names plain = new PrimaryNames();
    private final Names joliet = new JolietNames();

    @ParameterizedTest
    @CsvSource({
        "kernel, KERNEL.",
        "initrd.img, INITRD.IMG",
        ".disk, _DISK.",
        "archive.tar.gz, ARCHIVE_TAR.GZ",
        "grün.txt, GR_N.TXT",
        "\ud83d\ude80.txt, _.TXT",
        "a-very-long-name-with-more-than-thirty.characters, A_VERY_LONG_NAME_WITH_.CHARACTE",
        "123456789012345678901234567890, 123456789012345678901234567890.",
        "1234567890123456789012345678901, 123456789012345678901234567890."
    })
    void mapsFilesToDCharacters(String name, String mapped) {
        assertThat(plain.file(name, Set.of())).isEqualTo(mapped);
        assertThat(new String(plain.fileIdentifier(mapped), StandardCharsets.US_ASCII))
                .isEqualTo(mapped + ";1");
    }

    @Test
    void numbersTwins() {
        assertThat(plain.file("readme", taken(plain, "README."))).isEqualTo("README_1.");
        assertThat(plain.file("readme", taken(plain, "README", "README_1."))).isEqualTo("README_2.");
        assertThat(plain.directory("readme", taken(plain, "README."))).isEqualTo("README_1");
        assertThat(plain.directory("d".repeat(40), taken(plain, "D".repeat(31))))
                .isEqualTo("D".repeat(29) + "_1");
        assertThat(plain.file("f".repeat(40) + ".c", taken(plain, "F".repeat(29) + ".C")))
                .isEqualTo("F".repeat(27) + "_1.C");
        assertThat(joliet.file("a:b", taken(joliet, "a_b"))).isEqualTo("a_b_1");
        assertThat(joliet.file("readme.txt", taken(joliet, "README.TXT"))).isEqualTo("readme_1.txt");
        assertThat(joliet.file("a.", taken(joliet, "a"))).isEqualTo("a_1.");
        assertThat(joliet.directory("A", taken(joliet, "a"))).isEqualTo("A_1");
    }

    private static Set<String> taken(Names names, String... taken) {
        return Stream.of(taken).map(names::key).collect(Collectors.toSet());
    }

    @Test
    void jolietKeepsWhatUcs2CanSay() {
        assertThat(joliet.file("grün 日本", Set.of())).isEqualTo("grün 日本");
        assertThat(joliet.file("\ud83d\ude80*?;", Set.of())).isEqualTo("____");
        assertThat(joliet.file("n".repeat(70) + ".txt", Set.of())).isEqualTo("n".repeat(60) + ".txt");
        assertThat(joliet.file("n".repeat(70), taken(joliet, "n".repeat(64)))).isEqualTo("n".repeat(62) + "_1");
        assertThat(joliet.directory("d".repeat(70), Set.of())).hasSize(64);
    }

    @Test
    void sortsByNameThenExtension() {
        List<String> sorted = List.of("A.", "A.1", "A.B", "A1.", "AA", "AA.A", "B", "_.");
        assertThat(Stream.of("_.", "B", "AA.A", "A1.", "AA", "A.B", "A.1", "A.").sorted(plain.order()))
                .isEqualTo(sorted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINUXKIT", "A", "0123456789_ABCDEFGHIJKLMNOPQRSTU"})
    void acceptsVolumeIds(String text) {
        assertThat(new VolumeId(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "LinuxKit, LINUXKIT",
        "'', LINUXKIT",
        "a b, A_B",
        "0123456789_ABCDEFGHIJKLMNOPQRSTUV, 0123456789_ABCDEFGHIJKLMNOPQRSTU",
        "é, _"
    })
    void refusesOtherVolumeIdsAndSaysWhatIsNear(String text, String near) {
        assertThatThrownBy(() -> new VolumeId(text))
                .isInstanceOf(MalformedVolumeId.class)
                .hasMessageContaining("volume identifier '" + text + "'")
                .hasMessageEndingWith("Write for example " + near + ".");
    }
}
