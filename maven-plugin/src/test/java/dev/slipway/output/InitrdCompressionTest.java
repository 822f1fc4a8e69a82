package dev.slipway.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.problem.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitrdCompressionTest {
    private static final Optional<KernelVersion> NEW = Optional.of(new KernelVersion(5, 10, "5.10"));
    private static final Optional<KernelVersion> OLD = Optional.of(new KernelVersion(4, 19, "4.19"));

    @Test
    void autoTakesZstdFromFiveTenOn() {
        assertThat(choose("auto", null, NEW).id()).startsWith("zstd ").contains(" level 3 ");
        assertThat(choose("auto", null, OLD).id()).startsWith("gzip level 4 ");
        assertThat(choose("auto", null, Optional.empty()).id()).startsWith("gzip ");
        assertThat(choose("none", null, Optional.empty()).id()).isEqualTo("none");
    }

    @Test
    void theLevelIsOfTheMethodThatIsTaken() {
        assertThat(choose("auto", 19, NEW).id()).startsWith("zstd ").contains(" level 19 ");
        assertThat(choose("auto", 9, OLD).id()).startsWith("gzip level 9 ");
        // Who builds a release with a level may look at an initrd without compression.
        assertThat(choose("none", 19, NEW).id()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"zstd, 0, 19, 3", "zstd, 20, 19, 3", "gzip, 10, 9, 4", "gzip, -1, 9, 4"})
    void anotherLevelIsRefused(String method, int level, int highest, int usual) {
        assertThatThrownBy(() -> choose(method, level, NEW))
                .isInstanceOf(Problem.class)
                .hasMessage("slipway.compression.level '" + level + "': " + method + " has the levels 1 to " + highest
                        + "\n  Choose one of them, or none: " + method + " has level " + usual + " then.");
    }

    @Test
    void anotherMethodIsRefused() {
        assertThatThrownBy(() -> choose("lzma", null, NEW))
                .hasMessageContaining("slipway.compression 'lzma'")
                .hasMessageContaining("auto, zstd, gzip, none");
    }

    private static InitrdCompression choose(String method, Integer level, Optional<KernelVersion> kernel) {
        return InitrdCompression.choose(new CompressionSetting(method, level), kernel);
    }
}
