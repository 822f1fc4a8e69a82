package dev.slipway.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanSizeTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void writeAsInGermany() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void writeAsBefore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "41_300_000, 41.3 MB",
        "999_949, 999.9 kB",
        "999_950, 1.0 MB",
        "1_610_612_736, 1.6 GB",
        "5_000_000_000_000_000, 5000.0 TB"
    })
    void isTheSameEverywhere(String bytes, String text) {
        assertThat(HumanSize.of(Long.parseLong(bytes.replace("_", "")))).isEqualTo(text);
    }
}
