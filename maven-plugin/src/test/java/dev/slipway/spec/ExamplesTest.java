package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.output.format.OutputFormats;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as LinuxKit's users write them are read without a complaint. */
class ExamplesTest {
    static Stream<SpecText> today() {
        return Examples.ofToday();
    }

    @ParameterizedTest
    @MethodSource("today")
    void anExampleIsReadWithoutAComplaint(SpecText example) {
        LinuxKit spec = LinuxKit.parse(List.of(example));
        assertThat(spec.warnings(OutputFormats::goal)).isEmpty();
        assertThat(spec.containers()).isNotEmpty();
    }

    @Test
    void aFileOf2017IsReadAndItsOldDefaultsAreNamed() {
        LinuxKit spec = LinuxKit.parse(List.of(Examples.read(Examples.OF_2017)));
        assertThat(spec.outputs())
                .extracting(LegacyOutput::currentFormat)
                .containsExactly("kernel+initrd", "gcp", "qcow2-bios");
        assertThat(spec.trust()).isNotNull();
        assertThat(spec.services()
                        .get(0)
                        .settings()
                        .control()
                        .resources()
                        .memory()
                        .disableOomKiller())
                .isTrue();
        assertThat(spec.warnings(OutputFormats::goal).get(0).text())
                .contains("shares the host's")
                .endsWith("web (ipc, uts)");
    }
}
