package dev.slipway.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemorySizeTest {
    @Test
    void isReadAsPeopleAndQemuWriteIt() {
        assertThat(MemorySize.parse("512M")).isEqualTo(512L << 20);
        assertThat(MemorySize.parse("512")).isEqualTo(512L << 20);
        assertThat(MemorySize.parse("2G")).isEqualTo(2L << 30);
        assertThat(MemorySize.parse("65536K")).isEqualTo(64L << 20);
        assertThat(MemorySize.parse("1GiB")).isEqualTo(1L << 30);
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : new String[] {"", "much", "-1M", "1.5G", "5T"}) {
            assertThatThrownBy(() -> MemorySize.parse(text))
                    .isInstanceOf(MemorySize.Malformed.class)
                    .hasMessageContaining("512M, 2G");
        }
    }
}
