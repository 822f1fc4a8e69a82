package dev.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunInQemuTest {
    @TempDir
    private Path folder;

    @Test
    void kernelInitrdAndCommandLineAreHandedOver() throws IOException {
        Path image = built();
        List<String> words = RunInQemu.words("qemu", "tcg", request(image, "8080:80", "5353:53/udp"), folder);
        assertThat(words)
                .startsWith("qemu", "-nographic", "-no-reboot", "-accel", "tcg")
                .contains("-m", "512M")
                .contains("user,id=net0,hostfwd=tcp:127.0.0.1:8080-:80,hostfwd=udp:127.0.0.1:5353-:53")
                .endsWith("-kernel", image + "-kernel", "-initrd", image + "-initrd.img", "-append", "quiet 'x'");
    }

    @Test
    void arm64HasItsOwnMachine() throws IOException {
        RunInQemu.Request request = new RunInQemu.Request(
                built(), Platform.parse("linux/arm64"), 512, 1, List.of(), GuestFirmware.BIOS, null);
        assertThat(RunInQemu.words("qemu", "tcg", request, folder))
                .containsSequence("-machine", "virt")
                .doesNotContain("q35");
        assertThat(request.machine().program()).isEqualTo("qemu-system-aarch64");
    }

    @Test
    void theGuestsStatusIsTheLastNumberItWrote() throws IOException {
        GuestStatus status = new GuestStatus(folder);
        assertThat(status.read()).isZero();
        for (String[] written : new String[][] {
            {"7\n", "7"},
            {"0\n", "0"},
            {"1\n255\n", "255"},
            {"256", "0"},
            {"99999999999", "0"},
            {"-1", "0"},
            {"x", "0"},
            {"", "0"}
        }) {
            Files.writeString(folder.resolve("status"), written[0]);
            assertThat(status.read()).as(written[0]).isEqualTo(Integer.parseInt(written[1]));
        }
        assertThat(GuestFailed.told(folder.resolve("os"), 7))
                .hasMessageContaining("os: the guest ended with status 7")
                .extracting(GuestFailed::status)
                .isEqualTo(7);
    }

    @Test
    void anotherFirmwareIsRefused() {
        assertThatThrownBy(() -> GuestFirmware.parse("uefi"))
                .hasMessageContaining("slipway.run.firmware 'uefi'")
                .hasMessageContaining("-Dslipway.run.firmware=efi");
    }

    @Test
    void whatWasNotBuiltIsNamed() {
        assertThatThrownBy(() -> RunInQemu.words("qemu", "tcg", request(folder.resolve("os")), folder))
                .isInstanceOf(NothingToRun.class)
                .hasMessageContaining("os-kernel")
                .hasMessageContaining("mvn package");
    }

    @Test
    void aMissingQemuIsToldInOneSentence() throws IOException {
        Path image = built();
        List<String> log = new ArrayList<>();
        RunInQemu.Request request = new RunInQemu.Request(
                image,
                Platform.parse("linux/amd64"),
                512,
                1,
                List.of(),
                GuestFirmware.BIOS,
                folder.resolve("no-qemu").toString());
        assertThatThrownBy(() -> new RunInQemu(new Workshop.Recorder(log)).run(request))
                .isInstanceOf(QemuMissing.class)
                .hasMessageContaining("no-qemu: this program cannot be started")
                .hasMessageContaining("-Dslipway.run.qemu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "80:", "x:80", "0:80", "80:70000", "80:80/sctp", "80:80:80"})
    void otherPortsAreRefused(String text) {
        assertThatThrownBy(() -> PublishedPort.parse(text))
                .isInstanceOf(PublishedPort.Malformed.class)
                .hasMessageContaining("8080:80");
    }

    private Path built() throws IOException {
        Files.writeString(folder.resolve("os-kernel"), "k");
        Files.writeString(folder.resolve("os-initrd.img"), "i");
        Files.writeString(folder.resolve("os-cmdline"), "quiet 'x'");
        return folder.resolve("os");
    }

    private static RunInQemu.Request request(Path image, String... ports) {
        List<PublishedPort> published =
                List.of(ports).stream().map(PublishedPort::parse).toList();
        return new RunInQemu.Request(image, Platform.parse("linux/amd64"), 512, 1, published, GuestFirmware.BIOS, null);
    }
}
