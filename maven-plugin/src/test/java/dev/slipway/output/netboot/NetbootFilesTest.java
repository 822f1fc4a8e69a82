package dev.slipway.output.netboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.BootLoaderIsMissing;
import dev.slipway.output.iso.InvalidKernelCommandLine;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetbootFilesTest {
    private static final Content KERNEL = Content.of("kernel");
    private static final Content INITRD = Content.of("initrd");
    private static final BootLoader LOADER = BootLoader.of(SampleTrees.of(List.of(
            file("EFI/BOOT/BOOTX64.EFI", "shim"),
            file("EFI/BOOT/grubx64.efi", "GRUB for media"),
            file("netboot/grubx64.efi", "GRUB for networks"))));

    @Test
    void threeWaysLeadToOneKernel() throws IOException {
        SortedMap<String, Content> files = files("console=ttyS0 root=/dev/vda", LOADER);
        assertThat(files.keySet())
                .containsExactly(
                        "boot.ipxe", "boot/initrd.img", "boot/kernel", "grub/grub.cfg", "grubx64.efi", "shimx64.efi");
        assertThat(text(files, "boot.ipxe"))
                .isEqualTo(
                        """
                        #!ipxe
                        kernel boot/kernel initrd=initrd.img console=ttyS0 root=/dev/vda
                        initrd boot/initrd.img
                        boot
                        """);
        assertThat(text(files, "grub/grub.cfg")).startsWith("linux /boot/kernel 'console=ttyS0' 'root=/dev/vda'\n");
        assertThat(text(files, "shimx64.efi")).isEqualTo("shim");
        assertThat(text(files, "grubx64.efi")).isEqualTo("GRUB for networks");
        assertThat(text(files("", LOADER), "boot.ipxe")).contains("kernel boot/kernel initrd=initrd.img\n");
    }

    @Test
    void machinesOfArm64HaveProgramsOfTheirOwn() {
        BootLoader arm = BootLoader.of(
                SampleTrees.of(List.of(file("EFI/BOOT/BOOTAA64.EFI", "shim"), file("netboot/grubaa64.efi", "GRUB"))));
        assertThat(files("quiet", arm)).containsKeys("shimaa64.efi", "grubaa64.efi");
    }

    @Test
    void refusesABootLoaderThatIsNotForNetworks() {
        BootLoader loader = BootLoader.of(SampleTrees.of(List.of(file("EFI/BOOT/BOOTX64.EFI", "shim"))));
        assertThatThrownBy(() -> files("quiet", loader))
                .isInstanceOf(BootLoaderIsMissing.class)
                .hasMessageContaining(
                        "'netboot/grubx64.efi': it is missing, and machines with UEFI start from the network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=${net0/ip}", "a && b", "a || b", "a ; b", "a #b", "#b", "a  b", "a\tb", " a", "a ", "a\\\\"})
    void refusesWhatIpxeWouldChange(String line) {
        assertThatThrownBy(() -> files(line, LOADER))
                .isInstanceOf(InvalidKernelCommandLine.class)
                .hasMessageContaining("iPXE, which starts the kernel from the network, does not pass it on unchanged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=$b", "a=b;c", "a=#1", "a=b&&c", "{}", "a\\\\b", "a\u3000"})
    void passesTheRestOn(String line) throws IOException {
        assertThat(text(files(line, LOADER), "boot.ipxe")).contains("initrd=initrd.img " + line + "\n");
    }

    private static SortedMap<String, Content> files(String line, BootLoader loader) {
        return new NetbootFiles(new KernelCommandLine(line, "linuxkit.yml:3:12"), KERNEL, INITRD, loader).files();
    }

    private static String text(SortedMap<String, Content> files, String path) throws IOException {
        return new String(Objects.requireNonNull(files.get(path)).bytes(), StandardCharsets.UTF_8);
    }

    private static Entry file(String path, String text) {
        return new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(Content.of(text), path), Origin.NONE);
    }
}
