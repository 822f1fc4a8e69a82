package dev.slipway.output.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.Tool;
import dev.slipway.archive.grub.SampleGrub;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Generated;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.BootLoaderIsMissing;
import dev.slipway.output.iso.FileTooLargeForBootLoader;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootDiskTest {
    private static final int MIB = 1 << 20;
    private static final Content KERNEL = Content.of("kernel ".repeat(10_000));
    private static final Content INITRD = Content.of("initrd ".repeat(20_000));
    private static final DiskRequest.Form BOTH = new DiskRequest.Form(true, 512, Disk.Room.NEEDED);
    private static final DiskRequest.Form UEFI = new DiskRequest.Form(false, 512, Disk.Room.NEEDED);
    private static final DiskRequest.Form LARGE_SECTORS = new DiskRequest.Form(false, 4096, Disk.Room.NEEDED);

    @Test
    void isThisDisk() throws IOException {
        // Changing these is a decision: every disk changes with them.
        List<String> digests = new ArrayList<>();
        for (DiskRequest.Form form : List.of(BOTH, UEFI, LARGE_SECTORS)) {
            digests.add(Digest.of(disk(form, INITRD).open()).hex());
        }
        assertThat(digests)
                .containsExactly(
                        "72b99c9f6597826c52d7fbf2f50636eda1797e35ab35a2f1c0106b66648a241c",
                        "19134ed64aa43e990b85c386f9ad45cd81e0a70feeebe99c014890e06660f208",
                        "c10725b52a760a129a7c48acedf833b06682d2682db92803a658df9a6134c906");
    }

    @Test
    void aHostileHostChangesNothing() throws Exception {
        Digest here = Digest.of(disk(BOTH, INITRD).open());
        assertThat(HostileHost.on(() -> Digest.of(disk(BOTH, INITRD).open()))).isEqualTo(here);
    }

    @Test
    void theToolsFindNoFault(@TempDir Path directory) throws Exception {
        ImageBytes.toFile(disk(BOTH, INITRD), directory.resolve("disk"));
        assertThat(Tool.run(directory, "sgdisk", "-v", "disk"))
                .contains("No problems found")
                .doesNotContain("arning", "Caution");
        assertThat(Tool.run(directory, "sgdisk", "-p", "disk"))
                .containsPattern("1 +2048 +4095 +1024\\.0 KiB +EF02 +BIOS boot")
                .containsPattern("2 +4096 +\\d+ +\\d+\\.0 MiB +EF00 +EFI System");
        cut(directory.resolve("disk"), 2 * MIB, directory.resolve("esp"));
        assertThat(Tool.run(directory, "fsck.fat", "-n", "-v", "esp"))
                .contains("32 bit entries")
                .doesNotContain("ifferences", "Dirty");
        assertThat(Tool.run(directory, "mdir", "-/", "-b", "-i", "esp", "::"))
                .contains(
                        "::/EFI/BOOT/BOOTX64.EFI",
                        "::/EFI/BOOT/grubx64.efi",
                        "::/boot/grub/grub.cfg",
                        "::/boot/initrd.img",
                        "::/boot/kernel");
    }

    private static void cut(Path disk, int start, Path partition) throws IOException {
        try (InputStream in = Files.newInputStream(disk);
                OutputStream out = Files.newOutputStream(partition)) {
            in.skipNBytes(start);
            out.write(in.readNBytes((int) Files.size(disk) - start - MIB));
        }
    }

    @Test
    void theCoreStandsWhereTheFirstSectorLooksForIt() throws IOException {
        try (InputStream in = disk(BOTH, INITRD).open()) {
            byte[] start = in.readNBytes(2 * MIB);
            assertThat(start[0x5c] + start[0x5d] * 256).isEqualTo(2048);
            assertThat(new String(start, MIB, 8, StandardCharsets.US_ASCII)).isEqualTo("dddddddd");
        }
        try (InputStream in = disk(UEFI, INITRD).open()) {
            assertThat(Arrays.copyOf(in.readNBytes(440), 440)).containsOnly(0);
        }
    }

    @Test
    void everySettingOfTheFormCounts() {
        DiskRequest.Form grown = new DiskRequest.Form(true, 512, new Disk.Room(1L << 30, MIB));
        assertThat(List.of(BOTH, UEFI, LARGE_SECTORS, grown).stream()
                        .map(form -> new BootDisk(request(form, INITRD, "x")).id()))
                .doesNotHaveDuplicates();
        assertThat(new BootDisk(request(BOTH, INITRD, "x")).id())
                .isNotEqualTo(new BootDisk(request(BOTH, INITRD, "y")).id());
    }

    @Test
    void kernelAndInitrdAreNotReadBeforeTheyAreWritten() throws IOException {
        BlockImage disk = disk(BOTH, new Generated("initrd", 3L << 30));
        assertThat(disk.size()).isBetween(3L << 30, (3L << 30) + 64 * MIB);
    }

    @Test
    void refusesWhatCannotStart() {
        assertThatThrownBy(() -> disk(BOTH, new Generated("i", 1L << 32)))
                .isInstanceOf(FileTooLargeForBootLoader.class)
                .hasMessageContaining("'boot/initrd.img': it has 4294967296 bytes");
        assertThatThrownBy(() -> new DiskRequest.Form(true, 4096, Disk.Room.NEEDED))
                .hasMessageContaining("no sectors of 4096");
        BootLoader none = BootLoader.of(SampleTrees.of(List.of(file("EFI/BOOT/BOOTX64.EFI", new byte[1]))));
        DiskRequest request =
                new DiskRequest(0, BOTH, none, KERNEL, List.of(INITRD), new KernelCommandLine("x", "here"));
        assertThatThrownBy(() -> new BootDisk(request).plan())
                .isInstanceOf(BootLoaderIsMissing.class)
                .hasMessageContaining("'grub/i386-pc/kernel.img': it is missing, and a BIOS cannot start without it");
        BootLoader empty = BootLoader.of(SampleTrees.of(List.of()));
        assertThatThrownBy(() -> new BootDisk(
                        new DiskRequest(0, UEFI, empty, KERNEL, List.of(), new KernelCommandLine("x", "here"))))
                .hasMessageContaining("there is nothing for UEFI to start");
    }

    private static BlockImage disk(DiskRequest.Form form, Content initrd) throws IOException {
        return new BootDisk(request(form, initrd, "console=ttyS0")).plan();
    }

    private static DiskRequest request(DiskRequest.Form form, Content initrd, String line) {
        return new DiskRequest(
                1492533000, form, loader(), KERNEL, List.of(initrd), new KernelCommandLine(line, "here"));
    }

    private static BootLoader loader() {
        List<Entry> files = new ArrayList<>();
        SampleGrub.files().forEach((name, bytes) -> files.add(file("grub/i386-pc/" + name, bytes)));
        files.add(file("EFI/BOOT/BOOTX64.EFI", "shim ".repeat(9000).getBytes(StandardCharsets.US_ASCII)));
        files.add(file("EFI/BOOT/grubx64.efi", "grub ".repeat(20_000).getBytes(StandardCharsets.US_ASCII)));
        return BootLoader.of(SampleTrees.of(files));
    }

    private static Entry file(String path, byte[] bytes) {
        return new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(Content.of(bytes), path), Origin.NONE);
    }

    /** FAT has no links, so it would not be on the disk. */
    @Test
    void refusesALinkInPlaceOfWhatUefiStarts() {
        BootLoader linked = BootLoader.of(SampleTrees.of(List.of(
                file("EFI/BOOT/grubx64.efi", new byte[1]),
                new Entry(
                        "EFI/BOOT/BOOTX64.EFI",
                        Attributes.of(0777, 0),
                        new Node.Symlink("grubx64.efi"),
                        Origin.NONE))));
        DiskRequest request =
                new DiskRequest(0, UEFI, linked, KERNEL, List.of(INITRD), new KernelCommandLine("x", "here"));
        assertThatThrownBy(() -> new BootDisk(request))
                .isInstanceOf(BootLoaderIsMissing.class)
                .hasMessageContaining("EFI/BOOT/BOOTX64.EFI");
    }
}
