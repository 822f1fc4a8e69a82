package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64",
        "linux/x86_64, linux/amd64",
        "linux/aarch64, linux/arm64",
        "Linux/ARM/V7, linux/arm/v7",
        "linux/riscv64, linux/riscv64",
    })
    void speaksGo(String text, String normal) {
        assertThat(Platform.parse(text)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "amd64", "linux/", "/amd64", "linux/arm/v7/x", "linux/am d64"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Platform.parse(text)).isInstanceOf(MalformedPlatform.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "linux/amd64, linux/arm64 linux/amd64, linux/amd64",
                "linux/amd64, linux/amd64/v3 linux/amd64/v1, linux/amd64/v1",
                "linux/amd64, linux/amd64/v3, none",
                "linux/amd64/v3, linux/amd64/v2 linux/amd64, linux/amd64/v2",
                "linux/arm64, linux/arm64/v8, linux/arm64/v8",
                "linux/arm64/v8, linux/arm64, linux/arm64",
                "linux/arm64, linux/arm64/v9 linux/arm64/v8, linux/arm64/v8",
                "linux/arm64, linux/arm64/v9, none",
                "linux/arm, linux/arm/v5 linux/arm/v7 linux/arm/v6, linux/arm/v7",
                "linux/arm/v6, linux/arm/v5 linux/arm/v7, linux/arm/v5",
                "linux/arm/v5, linux/arm/v6 linux/arm/v7, none",
                "linux/amd64, windows/amd64, none",
                "linux/riscv64, linux/riscv64/rva23, linux/riscv64/rva23",
                "linux/riscv64/rva23, linux/riscv64/rva20, none",
            })
    void runsWhatWasBuiltForAnOlderVariant(String wanted, String offered, String best) {
        List<Platform> list =
                Arrays.stream(offered.split(" ")).map(Platform::parse).toList();
        assertThat(Platform.parse(wanted).bestOf(list).map(Platform::toString).orElse(null))
                .isEqualTo(best);
    }

    @Test
    void prefersTheWrittenVariantToItsMeaning() {
        Platform plain = Platform.parse("linux/arm64");
        assertThat(plain.bestOf(List.of(Platform.parse("linux/arm64/v8"), plain)))
                .contains(plain);
    }
}
