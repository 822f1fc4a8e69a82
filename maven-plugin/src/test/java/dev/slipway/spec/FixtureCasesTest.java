package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.output.format.OutputFormats;
import dev.slipway.problem.Problem;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ImageField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What LinuxKit itself accepted and refused. */
class FixtureCasesTest {
    @ParameterizedTest
    @MethodSource("dev.slipway.spec.LinuxKitCases#all")
    void whatLinuxKitRefusesIsRefusedAndAllElseIsRead(Path folder) throws IOException {
        SpecText text = new SpecText("linuxkit.yml", Files.readString(folder.resolve("linuxkit.yml")));
        if (Files.exists(folder.resolve("refused.txt"))) {
            assertThatThrownBy(() -> LinuxKit.parse(List.of(text)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("linuxkit.yml:");
        } else {
            assertThat(LinuxKit.parse(List.of(text)).warnings(OutputFormats::goal))
                    .isEmpty();
        }
    }

    @Test
    void theSeedIsReadWithItsWarnings() throws IOException {
        LinuxKit spec = LinuxKit.parse(List.of(new SpecText("linuxkit.yml", Files.readString(LinuxKitCases.seed()))));
        assertThat(spec.images()).extracting(ImageField::text).hasSize(10).contains("nginx:alpine");
        assertThat(spec.containers().map(Container::name))
                .containsExactly("sysctl", "binfmt", "dhcpcd", "rngd", "nginx");
        assertThat(spec.warnings(OutputFormats::goal))
                .extracting(Warning::toString)
                .containsExactly(
                        "linuxkit.yml:10:5: onboot[0]: this file seems to be from 2017, when a container without the keys net, ipc and uts got namespaces of its own; today it shares the host's. Write 'new' for its own, 'host' for the host's: sysctl (uts), binfmt (net, ipc, uts), dhcpcd (ipc, uts), rngd (net, ipc, uts), nginx (ipc,"
                                + " uts)",
                        "linuxkit.yml:57:13: outputs[0].format: 'outputs' is no longer read: the goal slipway:initrd makes"
                                + " kernel+initrd",
                        "linuxkit.yml:58:13: outputs[1].format: 'outputs' is no longer read: the goal slipway:iso"
                                + " -Dslipway.iso.firmware=bios makes iso-bios",
                        "linuxkit.yml:59:13: outputs[2].format: 'outputs' is no longer read: the goal slipway:iso"
                                + " -Dslipway.iso.firmware=efi makes iso-efi");
    }
}
