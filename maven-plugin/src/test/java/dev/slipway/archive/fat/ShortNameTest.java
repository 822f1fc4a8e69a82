package dev.slipway.archive.fat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
        assertThat(ShortName.unlike(Set.of(), new HashMap<>(), name).text()).isEqualTo(shortName);
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
        assertThat(ShortName.unlike(taken, new HashMap<>(), "a longer name.txt").text())
                .isEqualTo("ALONG~10.TXT");
    }

    /** One after the other, and each tries from the number of the one before on: with all from 1 on this took minutes. */
    @Test
    void manyNamesWithOneStartAreNumberedInOrder() {
        Set<ShortName> taken = new HashSet<>(Set.of(new ShortName("OVERLA~2", "DTB")));
        Map<ShortName, Integer> numbers = new HashMap<>();
        String last = "";
        for (int i = 1; i < 20_000; i++) {
            ShortName made = ShortName.unlike(taken, numbers, "overlay number " + i + ".dtbo");
            assertThat(taken.add(made)).isTrue();
            last = made.text();
        }
        assertThat(last).isEqualTo("OV~20000.DTB");
    }

    @Test
    void theChecksumIsThatOfTheSpecification() {
        // Computed by the C code of section 7.2.
        assertThat(ShortName.of("GRUB.CFG").checksum()).isEqualTo((byte) 0x92);
    }
}
