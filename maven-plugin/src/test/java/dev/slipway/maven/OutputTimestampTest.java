package dev.slipway.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2017-04-18T16:30:00Z, 1492533000",
        "2017-04-18T18:30:00+02:00, 1492533000",
        "2017-04-18T16:30:00.75Z, 1492533000",
        "1492533000, 1492533000",
        "n, 1492533000",
        "1980-02-01T00:00:00Z, 1492533000",
        "1980-02-01T00:00:01Z, 318211201",
        "'', 1492533000"
    })
    void mavensForms(String text, long seconds) {
        assertThat(OutputTimestamp.parse(text)).isEqualTo(seconds);
    }

    @Test
    void absentMeansLinuxKitsTime() {
        assertThat(OutputTimestamp.parse(null)).isEqualTo(1492533000);
    }

    @ParameterizedTest
    @CsvSource({"1979-01-01T00:00:00Z", "yesterday", "99999999999", "2017-04-18", "999999999999999999999"})
    void othersAreRefused(String text) {
        assertThatThrownBy(() -> OutputTimestamp.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(text);
    }
}
