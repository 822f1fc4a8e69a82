package dev.slipway.output.format;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskLimitsTest {
    /** What slipway.disk.size can say at most: years of zeros. */
    private static final long ABSURD = 999_999_999L << 30;

    @ParameterizedTest
    @ValueSource(strings = {"raw", "raw.zst", "raw.gz"})
    void aDiskThatIsWrittenWholeHasAnEnd(String format) {
        DiskLimits limits = DiskFile.named(format).limits();
        assertThatCode(() -> limits.requireSize(format, 32L << 40)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.requireSize(format, ABSURD))
                .hasMessageContaining("slipway.disk.size: the disk would have 1073741.8 TB, and the format " + format
                        + " ends at 35.2 TB")
                .hasMessageContaining("or write the format qcow2.");
    }

    @Test
    void theLargestFormatNamesNoOther() {
        assertThatThrownBy(() -> DiskFile.named("qcow2").limits().requireSize("qcow2", ABSURD))
                .hasMessageContaining("ends at 2251.8 TB")
                .hasMessageEndingWith("Make the disk smaller.");
    }
}
