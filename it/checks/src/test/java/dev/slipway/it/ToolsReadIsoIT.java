package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** xorriso, isoinfo, mtools, fsck.vfat, sgdisk and sfdisk find nothing wrong with the demo's ISO, and read the same bytes back. */
class ToolsReadIsoIT {
    private final String iso = Checks.demo(".iso").toString();

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
    void kernelAndInitrdAreReadBackThroughIsoAndJoliet() throws IOException {
        Path work = Files.createDirectories(Checks.work().resolve("iso"));
        for (String names : new String[] {"-R", "-J"}) {
            // Joliet names keep the version number of ECMA-119.
            String version = names.equals("-J") ? ";1" : "";
            assertThat(Command.of("isoinfo", "-l", names, "-i", iso).succeed()).contains("kernel", "initrd.img");
            for (String[] file : new String[][] {{"/boot/kernel", "-kernel"}, {"/boot/initrd.img", "-initrd.img"}}) {
                Path read = work.resolve("read");
                Command.shell("isoinfo " + names + " -i \"$ISO\" -x '" + file[0] + version + "' > \"$READ\"")
                        .with("ISO", iso)
                        .with("READ", read.toString())
                        .succeed();
                assertThat(Checks.sha256(read))
                        .as("%s %s", names, file[0])
                        .isEqualTo(Checks.sha256(Checks.demo(file[1])));
            }
        }
    }

    @Test
    void partitionToolsFindNoFault() {
        assertThat(Command.of("sgdisk", "-v", iso).succeed()).contains("No problems found");
        assertThat(Command.of("sfdisk", "--verify", iso).succeed()).contains("No errors detected");
    }

    @Test
    void theEfiPartitionIsASoundFatVolume() throws IOException {
        Path esp = Files.createDirectories(Checks.work().resolve("iso")).resolve("efi.img");
        Command.shell("isoinfo -R -i \"$ISO\" -x /boot/efi.img > \"$ESP\"")
                .with("ISO", iso)
                .with("ESP", esp.toString())
                .succeed();
        Command.of("fsck.vfat", "-n", esp.toString()).succeed();
        assertThat(Command.of("mdir", "-b", "-/", "-i", esp.toString(), "::").succeed())
                .contains("EFI/BOOT/BOOTX64.EFI", "EFI/BOOT/grubx64.efi");
        Path partition = esp.resolveSibling("partition.img");
        Command.shell("start=$(sgdisk -i 2 \"$ISO\" | sed -n 's/^First sector: \\([0-9]*\\).*/\\1/p');"
                        + " count=$(sgdisk -i 2 \"$ISO\" | sed -n 's/^Partition size: \\([0-9]*\\).*/\\1/p');"
                        + " dd if=\"$ISO\" of=\"$PART\" bs=512 skip=$start count=$count status=none")
                .with("ISO", iso)
                .with("PART", partition.toString())
                .succeed();
        assertThat(Checks.sha256(partition)).isEqualTo(Checks.sha256(esp));
    }
}
