package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** xorriso, isoinfo, mtools, fsck.vfat, sgdisk and sfdisk find nothing wrong with the demo's ISO, and read the same bytes back. */
class ToolsReadIsoIT {
    private final String iso = Checks.demo(".iso").toString();
    private static final Path WORK = WorkFolders.empty("iso");

    @Test
    void xorrisoReadsTheImageWithoutAWarning() {
        String report = Command.of(
                        "xorriso", "-indev", iso, "-report_el_torito", "plain", "-report_system_area", "plain")
                .succeed();
        assertThat(report)
                .contains("El Torito boot img :   1  BIOS", "El Torito boot img :   2  UEFI", "GPT")
                .doesNotContainIgnoringCase("warning")
                .doesNotContain("SORRY", "FAILURE");
        System.out.println(report);
    }

    @Test
    void isoinfoListsTheFilesByRockRidgeAndByJoliet() {
        for (String names : new String[] {"-R", "-J"}) {
            assertThat(Command.of("isoinfo", "-l", names, "-i", iso).succeed())
                    .contains("kernel", "initrd.img", "efi.img", "isolinux.cfg", "grub.cfg");
        }
    }

    @Test
    void everyFileIsReadBackThroughRockRidgeAndJoliet() throws IOException {
        Map<String, String> rockRidge = sums(extracted("any"));
        assertThat(sums(extracted("norock"))).isEqualTo(rockRidge);
        Path loader = bootLoader();
        assertThat(rockRidge)
                .containsEntry("boot/kernel", Checks.sha256(Checks.demo("-kernel")))
                .containsEntry("boot/initrd.img", Checks.sha256(Checks.demo("-initrd.img")))
                .containsEntry("isolinux/ldlinux.c32", Checks.sha256(loader.resolve("isolinux/ldlinux.c32")))
                .hasSize(10);
        assertThat(withoutBootInformation(WORK.resolve("any/isolinux/isolinux.bin")))
                .isEqualTo(withoutBootInformation(loader.resolve("isolinux/isolinux.bin")));
        Checks.measured(rockRidge.size() + " files read back by Rock Ridge and by Joliet with the same sha256");
    }

    @Test
    void everyFileIsReadBackThroughFat() throws IOException {
        Path files = Files.createDirectories(WORK.resolve("fat"));
        Command.of("mcopy", "-s", "-n", "-i", efiImage().toString(), "::", files.toString())
                .succeed();
        Path loader = bootLoader();
        assertThat(sums(files.resolve("EFI")))
                .isEqualTo(sums(loader.resolve("EFI")))
                .hasSize(2);
        Matcher marker = Pattern.compile("search --no-floppy --file --set=root /(\\S+)\n")
                .matcher(Files.readString(files.resolve("boot/grub/grub.cfg")));
        assertThat(marker.find()).isTrue();
        assertThat(extracted("any").resolve(marker.group(1))).exists();
        Checks.measured(sums(files).size() + " files read back by FAT");
    }

    /** All files, as xorriso reads them by one of the volume's trees. */
    private Path extracted(String tree) throws IOException {
        Path files = WORK.resolve(tree);
        if (Files.notExists(files)) {
            assertThat(Command.of(
                                    "xorriso",
                                    "-read_fs",
                                    tree,
                                    "-osirrox",
                                    "on",
                                    "-indev",
                                    iso,
                                    "-extract",
                                    "/",
                                    files.toString())
                            .succeed())
                    .doesNotContain("WARNING", "SORRY", "FAILURE");
            Command.of("chmod", "-R", "u+w", files.toString()).succeed();
        }
        return files;
    }

    private Path efiImage() throws IOException {
        return extracted("any").resolve("boot/efi.img");
    }

    /** The package that the boot loaders come from, unpacked by umoci. */
    private Path bootLoader() {
        return ToolsReadPackagesIT.unpacked("bootloader", WORK.resolve("bootloader"));
    }

    private static Map<String, String> sums(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> sums.put(folder.relativize(file).toString(), Checks.sha256(file)));
        }
        return sums;
    }

    /** The table tells isolinux where it lies, so that it is another one on each image: bytes 8 to 63. */
    private static byte[] withoutBootInformation(Path isolinux) throws IOException {
        byte[] bytes = Files.readAllBytes(isolinux);
        Arrays.fill(bytes, 8, 64, (byte) 0);
        return bytes;
    }

    @Test
    void partitionToolsFindNoFault() {
        assertThat(Command.of("sgdisk", "-v", iso).succeed()).contains("No problems found");
        assertThat(Command.of("sfdisk", "--verify", iso).succeed()).contains("No errors detected");
    }

    @Test
    void theEfiPartitionIsASoundFatVolume() throws IOException {
        Path esp = efiImage();
        Command.of("fsck.vfat", "-n", esp.toString()).succeed();
        assertThat(Command.of("mdir", "-b", "-/", "-i", esp.toString(), "::").succeed())
                .contains("EFI/BOOT/BOOTX64.EFI", "EFI/BOOT/grubx64.efi");
        Path partition = WORK.resolve("partition.img");
        Command.shell("start=$(sgdisk -i 2 \"$ISO\" | sed -n 's/^First sector: \\([0-9]*\\).*/\\1/p');"
                        + " count=$(sgdisk -i 2 \"$ISO\" | sed -n 's/^Partition size: \\([0-9]*\\).*/\\1/p');"
                        + " dd if=\"$ISO\" of=\"$PART\" bs=512 skip=$start count=$count status=none")
                .with("ISO", iso)
                .with("PART", partition.toString())
                .succeed();
        assertThat(Checks.sha256(partition)).isEqualTo(Checks.sha256(esp));
    }
}
