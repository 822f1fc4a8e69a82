package dev.slipway.output.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.Tool;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaspberryPiCardTest {
    private static final int MIB = 1 << 20;
    private static final Content KERNEL = Content.of("k".repeat(56) + "ARMd and more");
    private static final FileTree SYSTEM = SampleTrees.of(List.of(
            file("usr/lib/linux-image-6.1.0-50-arm64/broadcom/bcm2711-rpi-4-b.dtb", "tree of Debian"),
            file("usr/lib/linux-image-6.1.0-50-arm64/broadcom/bcm2837-rpi-3-b.dtb", "its tree"),
            file("usr/lib/linux-image-6.1.0-50-arm64/freescale/imx8.dtb", "another machine"),
            file("boot/dtb/overlays/disable-bt.dtbo", "overlay"),
            file("usr/lib/raspi-firmware/start4.elf", "old firmware"),
            file("usr/lib/raspi-firmware/fixup4.dat", "fix"),
            file("boot/firmware/start4.elf", "new firmware"),
            file("boot/firmware/overlays/README", "words"),
            file("etc/hostname", "x")));

    @Test
    void isThisCard() throws IOException {
        assertThat(Digest.of(card(KERNEL, SYSTEM).image().open()).hex())
                .isEqualTo("1c933d4fcbd6961bda884eed4a2e5401ec182e24d66c797a85298820934f24be");
    }

    @Test
    void theToolsFindNoFault(@TempDir Path folder) throws Exception {
        ImageBytes.toFile(card(KERNEL, SYSTEM).image(), folder.resolve("card"));
        assertThat(Tool.run(folder, "sfdisk", "-d", "card"))
                .containsPattern("label: dos")
                .containsPattern("card1 : start= +2048, size= +\\d+, type=c, bootable");
        try (InputStream in = Files.newInputStream(folder.resolve("card"))) {
            in.skipNBytes(MIB);
            Files.write(folder.resolve("boot"), in.readAllBytes());
        }
        assertThat(Tool.run(folder, "fsck.fat", "-n", "-v", "boot"))
                .contains("32 bit entries")
                .doesNotContain("ifferences", "Dirty");
        assertThat(Tool.run(folder, "mdir", "-/", "-b", "-i", "boot", "::").lines())
                .contains(
                        "::/cmdline.txt",
                        "::/config.txt",
                        "::/initrd.img",
                        "::/kernel8.img",
                        "::/bcm2711-rpi-4-b.dtb",
                        "::/bcm2837-rpi-3-b.dtb",
                        "::/overlays/disable-bt.dtbo",
                        "::/overlays/README",
                        "::/start4.elf",
                        "::/fixup4.dat")
                .noneMatch(line -> line.contains("imx8") || line.contains("hostname"));
        assertThat(Tool.run(folder, "mtype", "-i", "boot", "::/cmdline.txt")).isEqualTo("console=ttyS0\n");
        assertThat(Tool.run(folder, "mtype", "-i", "boot", "::/start4.elf")).isEqualTo("new firmware");
        assertThat(Tool.run(folder, "mtype", "-i", "boot", "::/config.txt"))
                .isEqualTo("arm_64bit=1\nenable_uart=1\nkernel=kernel8.img\ninitramfs initrd.img followkernel\n");
    }

    @Test
    void whatTheUserGivesReplacesOurs(@TempDir Path folder) throws Exception {
        FileTree own = SampleTrees.of(List.of(file("boot/firmware/config.txt", "kernel=mine\n")));
        ImageBytes.toFile(card(KERNEL, own).image(), folder.resolve("card"));
        assertThat(Tool.run(folder, "mtype", "-i", "card@@1M", "::/config.txt")).isEqualTo("kernel=mine\n");
    }

    @Test
    void warnsOfWhatCannotStart() throws IOException {
        assertThat(card(KERNEL, SYSTEM).warnings()).isEmpty();
        assertThat(card(Content.of("MZ a kernel of a PC"), FileTree.EMPTY).warnings())
                .hasSize(2)
                .anyMatch(warning -> warning.startsWith("The kernel is no image for arm64"))
                .anyMatch(warning -> warning.startsWith("There is no device tree bcm27*.dtb"));
        assertThat(card(Content.of(new byte[] {0x1f, (byte) 0x8b, 8, 0}), SYSTEM)
                        .warnings())
                .isEmpty();
    }

    private static RaspberryPiCard card(Content kernel, FileTree system) {
        return RaspberryPiCard.of(
                1492533000,
                kernel,
                Content.of("initrd"),
                new KernelCommandLine("console=ttyS0", "linuxkit.yml:3:12"),
                system);
    }

    private static Entry file(String path, String text) {
        return new Entry(
                path,
                Attributes.of(0644, 0),
                new Node.RegularFile(Content.of(text.getBytes(StandardCharsets.UTF_8)), path),
                Origin.NONE);
    }
}
