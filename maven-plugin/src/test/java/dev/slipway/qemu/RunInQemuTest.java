package dev.slipway.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.goal.TestProject;
import dev.slipway.oci.Platform;
import dev.slipway.problem.Problem;
import dev.slipway.qemu.guest.Accelerator;
import dev.slipway.qemu.guest.GuestDisk;
import dev.slipway.qemu.guest.GuestFirmware;
import dev.slipway.qemu.guest.GuestNetwork;
import dev.slipway.qemu.guest.PublishedPort;
import dev.slipway.qemu.guest.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunInQemuTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");

    @TempDir
    private Path folder;

    @Test
    void kernelInitrdAndCommandLineAreHandedOver() throws IOException {
        Path image = built();
        assertThat(arguments(request(image, network("8080:80", "5353:53/udp"))))
                .startsWith("/bin/qemu", "-nographic", "-no-reboot")
                .containsSequence("-accel", "tcg")
                .containsSequence("-m", "512M")
                .contains("user,id=net0,hostfwd=tcp:127.0.0.1:8080-:80,hostfwd=udp:127.0.0.1:5353-:53")
                .endsWith("-kernel", image + "-kernel", "-initrd", image + "-initrd.img", "-append", "quiet 'x'");
    }

    @Test
    void arm64HasItsOwnMachine() throws IOException {
        GuestImage image = GuestImage.find(built(), Platform.parse("linux/arm64"));
        assertThat(QemuArguments.of(Path.of("/bin/qemu"), Accelerator.TCG, image, request(built(), network())))
                .containsSequence("-machine", "virt")
                .doesNotContain("q35");
        assertThat(image.machine().program()).isEqualTo("qemu-system-aarch64");
    }

    @Test
    void anIsoIsTakenWhereThereIsNoKernelWithAnInitrd() throws IOException {
        Path image = built();
        Files.writeString(folder.resolve("os.iso"), "iso");
        assertThat(arguments(request(image, network()))).contains("-kernel").doesNotContain("-cdrom");
        Files.delete(folder.resolve("os-initrd.img"));
        assertThat(arguments(request(image, network())))
                .containsSequence("-cdrom", image + ".iso")
                .containsSequence("-boot", "d")
                .doesNotContain("-kernel");
        assertThat(arguments(request(folder.resolve("os.iso"), network()))).contains("-cdrom");
    }

    @Test
    void aDiskIsStartedInItsOwnFormatAndNotWrittenTo() throws IOException {
        String[][] formats = {
            {".img", "raw"},
            {".raw", "raw"},
            {".qcow2", "qcow2"},
            {"-dynamic.vhd", "vpc"},
            {".vhdx", "vhdx"},
            {".vmdk", "vmdk"}
        };
        for (String[] format : formats) {
            Path disk = Files.writeString(folder.resolve("disk" + format[0]), "disk");
            assertThat(arguments(request(disk, network())))
                    .contains("if=none,id=system,snapshot=on,format=" + format[1] + ",file=" + disk)
                    .contains("virtio-blk-pci,drive=system,bootindex=0")
                    .doesNotContain("-kernel", "-cdrom");
        }
        assertThat(arguments(request(folder.resolve("disk"), network())))
                .contains("if=none,id=system,snapshot=on,format=qcow2,file=" + folder.resolve("disk.qcow2"));
    }

    @Test
    void aGuestWithAStaticAddressIsReached() throws IOException {
        List<PublishedPort> port = List.of(PublishedPort.parse("8080:80"));
        assertThat(GuestNetwork.of(port, "10.0.2.50", null).arguments())
                .contains(
                        "user,id=net0,net=10.0.2.0/24,host=10.0.2.2,dns=10.0.2.3,hostfwd=tcp:127.0.0.1:8080-10.0.2.50:80");
        assertThat(GuestNetwork.of(port, "192.168.7.3/25", "192.168.7.1").arguments())
                .contains("user,id=net0,net=192.168.7.0/25,host=192.168.7.1,dns=192.168.7.4"
                        + ",hostfwd=tcp:127.0.0.1:8080-192.168.7.3:80");
        for (String wrong :
                new String[] {"10.0.2", "10.0.2.256", "10.0.2.050", "guest", "10.0.2.50/30", "10.0.2.50/x"}) {
            assertThatThrownBy(() -> GuestNetwork.of(port, wrong, null))
                    .hasMessageContaining("slipway.run.guestAddress");
        }
        assertThatThrownBy(() -> GuestNetwork.of(port, "192.168.7.2/24", null))
                .hasMessageContaining("-Dslipway.run.gateway=192.168.7.1");
        assertThatThrownBy(() -> GuestNetwork.of(port, "192.168.7.2/24", "192.168.8.1"))
                .hasMessageContaining("another address of the same network");
        assertThatThrownBy(() -> GuestNetwork.of(port, null, "192.168.7.1")).hasMessageContaining("static address");
    }

    @Test
    void aDiskIsMadeOnceAndKeepsItsContent() throws IOException {
        GuestDisk disk = GuestDisk.parse("disks/data,1.img:2G", folder);
        disk.create();
        assertThat(disk.file()).isEqualTo(folder.resolve("disks/data,1.img")).hasSize(2L << 30);
        assertThat(disk.arguments(0))
                .contains("if=none,id=disk0,format=raw,file=" + folder.resolve("disks/data,,1.img"));
        Files.writeString(disk.file(), "content");
        disk.create();
        assertThat(disk.file()).hasContent("content");

        Files.write(folder.resolve("a.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0});
        GuestDisk existing = GuestDisk.parse("a.qcow2", folder);
        existing.create();
        assertThat(existing.arguments(1)).anyMatch(word -> word.contains("format=qcow2"));
        assertThatThrownBy(() -> GuestDisk.parse("none.img", folder).create())
                .hasMessageContaining("there is no such file")
                .hasMessageContaining("none.img:2G");
        assertThatThrownBy(() -> GuestDisk.parse("data.img:2X", folder)).hasMessageContaining("'2X' is not a size");
        assertThatThrownBy(() -> GuestDisk.parse(" ", folder)).hasMessageContaining("data.img:2G");
        assertThatThrownBy(() -> GuestDisk.parse("data.img:0", folder)).hasMessageContaining("data.img:2G");
        assertThatThrownBy(() -> GuestDisk.parse("disks", folder).create()).hasMessageContaining("this is a folder");
        assertThatThrownBy(() -> GuestDisk.parse("a.qcow2/b.img:1M", folder).create())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("b.img': a file of 1.0 MB cannot be made there: ");
        assertThatThrownBy(() -> GuestDisk.parse("a\0b.img", folder))
                .hasMessageContaining("this cannot be the name of a file on this machine");
    }

    /** The shell itself is asked. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLoggedLineCanBePasted() throws IOException, InterruptedException {
        List<String> words = List.of("printf", "%s\\n", "a b", "it's", "$HOME", "", "x=\"1\"", "\\", "a,b");
        Process shell = new ProcessBuilder("sh", "-c", ShellWords.line(words)).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(printed).isEqualTo("a b\nit's\n$HOME\n\nx=\"1\"\n\\\na,b\n");
        assertThat(ShellWords.split("arguments", "-vga std -name 'my guest'"))
                .containsExactly("-vga", "std", "-name", "my guest");
        assertThatThrownBy(() -> ShellWords.split("arguments", "-name 'my guest"))
                .hasMessageContaining("slipway.run.arguments");
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
        assertThatThrownBy(() -> GuestImage.find(folder.resolve("os"), AMD64))
                .isInstanceOf(NothingToRun.class)
                .hasMessageContaining("neither os-kernel with os-initrd.img nor os.iso")
                .hasMessageContaining("mvn package");
        assertThatThrownBy(() -> GuestImage.find(folder.resolve("os.ISO"), AMD64))
                .isInstanceOf(NothingToRun.class)
                .hasMessageContaining("os.ISO: there is no such file");
    }

    @Test
    void aMissingQemuIsToldInOneSentence() throws IOException {
        RunInQemu.Request request = new RunInQemu.Request(
                built(),
                AMD64,
                512,
                1,
                network(),
                List.of(),
                new RunInQemu.Qemu("no-qemu", Accelerator.AUTO, GuestFirmware.BIOS, List.of()));
        assertThatThrownBy(() -> new RunInQemu(folder, new TestProject.Recorder(new ArrayList<>())).run(request))
                .isInstanceOf(QemuMissing.class)
                .hasMessageContaining("no-qemu: this program cannot be started")
                .hasMessageContaining("-Dslipway.run.qemu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "80:", "x:80", "0:80", "80:70000", "80:80/sctp", "80:80:80"})
    void otherPortsAreRefused(String text) {
        assertThatThrownBy(() -> PublishedPort.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("8080:80");
    }

    private Path built() throws IOException {
        Files.writeString(folder.resolve("os-kernel"), "k");
        Files.writeString(folder.resolve("os-initrd.img"), "i");
        Files.writeString(folder.resolve("os-cmdline"), "quiet 'x'");
        return folder.resolve("os");
    }

    private static GuestNetwork network(String... ports) {
        return GuestNetwork.of(Stream.of(ports).map(PublishedPort::parse).toList(), null, null);
    }

    private static RunInQemu.Request request(Path image, GuestNetwork network) {
        return new RunInQemu.Request(
                image,
                AMD64,
                512,
                1,
                network,
                List.of(),
                new RunInQemu.Qemu(null, Accelerator.TCG, GuestFirmware.BIOS, List.of()));
    }

    private static List<String> arguments(RunInQemu.Request request) throws IOException {
        return QemuArguments.of(
                Path.of("/bin/qemu"), Accelerator.TCG, GuestImage.find(request.image(), AMD64), request);
    }
}
