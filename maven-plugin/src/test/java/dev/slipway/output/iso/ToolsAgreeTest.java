package dev.slipway.output.iso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.Tool;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The field's own tools find no fault with the whole image, where a machine has them. */
class ToolsAgreeTest {
    private static final Content KERNEL = Content.of("kernel ".repeat(100_000));
    private static final Content INITRD = Content.of("initrd ".repeat(200_000));

    private final Path directory;

    ToolsAgreeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void write() throws IOException {
        KernelCommandLine line = new KernelCommandLine("console=ttyS0", "here");
        BootLoader loader = BootLoader.of(SampleBootLoader.tree());
        IsoRequest request = new IsoRequest(
                new VolumeId("AGREED"), 1492533000, Firmware.BOTH, loader, KERNEL, List.of(INITRD), line);
        ImageBytes.toFile(new HybridIso(request).plan(), directory.resolve("iso"));
    }

    @Test
    void xorrisoReportsBothBootEntriesAndThePartitions() throws Exception {
        String said = Tool.run(
                directory, "xorriso", "-indev", "iso", "-report_el_torito", "plain", "-report_system_area", "plain");
        assertThat(said).doesNotContain("WARNING", "SORRY", "FAILURE");
        assertThat(said)
                .contains("El Torito cat path : /boot/boot.cat", "El Torito img path :   1  /isolinux/isolinux.bin")
                .contains("El Torito img path :   2  /boot/efi.img", "boot-info-table")
                .contains("GPT partname local :   2  EFI System", "GPT partition path :   2  /boot/efi.img")
                .contains("MBR partition      :   1   0x00  0xee            1");
    }

    @Test
    void partitionersFindNoFault() throws Exception {
        assertThat(Tool.run(directory, "sgdisk", "-v", "iso"))
                .contains("No problems found")
                .doesNotContain("arning", "Caution");
        assertThat(Tool.run(directory, "sfdisk", "--verify", "iso")).contains("No errors detected");
        assertThat(Tool.run(directory, "sgdisk", "-i", "2", "iso"))
                .contains("C12A7328-F81F-11D2-BA4B-00A0C93EC93B (EFI system partition)");
    }

    @Test
    void theEfiPartitionIsASoundFileSystem() throws Exception {
        cutEfiPartition();
        assertThat(Tool.run(directory, "fsck.vfat", "-n", "-v", "efi"))
                .contains("8 files")
                .doesNotContain("ifferences", "Dirty");
    }

    @Test
    void mtoolsReadTheEfiPartition() throws Exception {
        cutEfiPartition();
        assertThat(Tool.run(directory, "mdir", "-/", "-b", "-i", "efi", "::"))
                .contains("::/EFI/BOOT/BOOTX64.EFI", "::/EFI/BOOT/grubx64.efi", "::/boot/grub/grub.cfg");
        for (String path : new String[] {"EFI/BOOT/BOOTX64.EFI", "EFI/BOOT/grubx64.efi"}) {
            Tool.run(directory, "mcopy", "-n", "-i", "efi", "::" + path, "copy");
            Content content = BootLoader.of(SampleBootLoader.tree()).require(path);
            assertThat(Digest.of(Files.newInputStream(directory.resolve("copy"))))
                    .isEqualTo(content.digest());
            Files.delete(directory.resolve("copy"));
        }
    }

    private void cutEfiPartition() throws Exception {
        String said = Tool.run(directory, "sgdisk", "-i", "2", "iso");
        long start = number(said, "First sector: ([0-9]+)") * 512;
        long end = (number(said, "Last sector: ([0-9]+)") + 1) * 512;
        try (InputStream in = Files.newInputStream(directory.resolve("iso"));
                OutputStream out = Files.newOutputStream(directory.resolve("efi"))) {
            in.skipNBytes(start);
            out.write(in.readNBytes((int) (end - start)));
        }
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void everyFileIsReadBackUnchanged() throws Exception {
        for (String view : new String[] {"any", "norock"}) {
            Path out = directory.resolve(view);
            String said = Tool.run(
                    directory,
                    "xorriso",
                    "-read_fs",
                    view,
                    "-osirrox",
                    "on",
                    "-indev",
                    "iso",
                    "-extract",
                    "/",
                    out.toString());
            assertThat(said).doesNotContain("WARNING", "SORRY", "FAILURE");
            assertThat(digest(out, "boot/kernel")).isEqualTo(KERNEL.digest());
            assertThat(digest(out, "boot/initrd.img")).isEqualTo(INITRD.digest());
            assertThat(out.resolve("isolinux/isolinux.cfg"))
                    .content()
                    .contains("APPEND initrd=/boot/initrd.img console=ttyS0\n");
            assertThat(out.resolve("boot/grub/grub.cfg")).content().contains("linux /boot/kernel 'console=ttyS0'\n");
            assertThat(out.resolve(".disk/info")).hasContent("Slipway AGREED");
        }
    }

    private static Digest digest(Path out, String path) throws IOException {
        return Digest.of(Files.newInputStream(out.resolve(path)));
    }
}
