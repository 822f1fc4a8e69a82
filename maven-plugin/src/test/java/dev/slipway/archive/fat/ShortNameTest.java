package dev.slipway.archive.fat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortNameTest {
    @ParameterizedTest
    @CsvSource({
        "a longer name.text, ALONGE~1.TEX",
        ".disk, DISK~1",
        "vmlinuz-6.1.0, VMLINU~1.0",
        "a+b.c, A_B~1.C",
        "日本語, ___~1",
        "\ud83d\ude80.efi, _~1.EFI",
        "archive.tar.gz, ARCHIV~1.GZ",
        "x.config, X~1.CON"
    })
    void makesShortNames(String name, String shortName) {
        assertThat(ShortName.fits(name)).isFalse();
        assertThat(ShortName.unlike(Set.of(), name).text()).isEqualTo(shortName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOTX64.EFI", "grubx64.efi", "A", "12345678.123", "$%'-_@~.`!("})
    void keepsNamesThatAreShort(String name) {
        assertThat(ShortName.fits(name)).isTrue();
        assertThat(ShortName.of(name).text()).isEqualToIgnoringCase(name);
    }

    @Test
    void theNumberEatsTheName() {
        Set<ShortName> taken = new HashSet<>();
        for (int i = 1; i < 10; i++) {
            taken.add(new ShortName("ALONGE~" + i, "TXT"));
        }
        assertThat(ShortName.unlike(taken, "a longer name.txt").text()).isEqualTo("ALONG~10.TXT");
    }

    @Test
    void theChecksumIsThatOfTheSpecification() {
        // Computed by the C code of section 7.2.
        assertThat(ShortName.of("GRUB.CFG").checksum()).isEqualTo((byte) 0x92);
    }
}
