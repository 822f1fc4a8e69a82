package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A small system on a disk: BIOS, UEFI and Secure Boot start the same bytes, and QEMU starts it from every format that it knows. The tools
 * of the field find no fault with the files.
 */
class DisksBootIT {
    private static final Path WORK = WorkFolders.empty("disks");
    private static final String FORMATS = "raw,qcow2,vhd,vhd-dynamic,vhdx,vmdk,ova,gcp,aws,raw.zst,raw.gz";

    @BeforeAll
    static void build() throws IOException {
        SmallSystem.writeTo(WORK);
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("disk"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.disk.formats=" + FORMATS)
                .succeed();
        unpack();
    }

    /** All formats hold the same disk, so each has one firmware here, and raw has them all. */
    @Test
    void everyFirmwareAndEveryFormatStartsTheSystem() throws Exception {
        Path raw = file(".img");
        new Starts()
                .with(disk(raw).secureBoot(), SmallSystem.BY_UEFI, SmallSystem.SECURELY)
                .with(disk(raw).uefi(), SmallSystem.BY_UEFI)
                .with(disk(raw), SmallSystem.BY_BIOS)
                .with(disk(".qcow2", "qcow2"), SmallSystem.BY_BIOS)
                .with(disk(".vhd", "vpc"), SmallSystem.BY_BIOS)
                .with(disk("-dynamic.vhd", "vpc"), SmallSystem.BY_BIOS)
                .with(disk(".vhdx", "vhdx").uefi(), SmallSystem.BY_UEFI)
                .with(disk(".vmdk", "vmdk"), SmallSystem.BY_BIOS)
                .with(disk(file(".raw")).uefi(), SmallSystem.BY_UEFI)
                .with(Medium.disk(unpacked("slipway-disk1.vmdk"), "vmdk", ""), SmallSystem.BY_BIOS)
                .with(disk(unpacked("disk.raw")), SmallSystem.BY_BIOS)
                .with(disk(unpacked("zst.img")), SmallSystem.BY_BIOS)
                .with(disk(unpacked("gz.img")), SmallSystem.BY_BIOS)
                .require();
    }

    /** What platforms and people unpack: the disk of the OVA, that for Google Cloud, and the compressed ones. */
    private static void unpack() {
        Command.shell("rm -rf unpacked && mkdir unpacked && tar -xf out/linuxkit.ova -C unpacked"
                        + " && tar -xzOf out/linuxkit.img.tar.gz disk.raw"
                        + " | dd of=unpacked/disk.raw bs=1M iflag=fullblock conv=sparse status=none"
                        + " && zstd -dq out/linuxkit.img.zst -o unpacked/zst.img"
                        + " && gzip -dc out/linuxkit.img.gz > unpacked/gz.img")
                .in(WORK)
                .succeed();
    }

    @Test
    void aDiskWithLargeSectorsStartsByUefi() throws IOException {
        Checks.maven(WORK, Checks.goal("disk"))
                .and("-Dslipway.outputDirectory=4k")
                .and("-Dslipway.disk.formats=raw")
                .and("-Dslipway.disk.sectorSize=4096")
                .succeed();
        String sectors = ",logical_block_size=4096,physical_block_size=4096";
        Path disk = WORK.resolve("4k/linuxkit.img");
        Starts.require(Medium.disk(disk, "raw", sectors).uefi(), SmallSystem.BY_UEFI);
    }

    @Test
    void theToolsFindNoFault() {
        assertThat(tool("sgdisk", "-v", ".img")).contains("No problems found");
        for (String[] format : new String[][] {{".qcow2", "qcow2"}, {".vhdx", "vhdx"}, {".vmdk", "vmdk"}}) {
            assertThat(Command.of(
                                    "qemu-img",
                                    "check",
                                    "-f",
                                    format[1],
                                    file(format[0]).toString())
                            .succeed())
                    .contains("No errors were found");
        }
        for (String[] format : new String[][] {
            {".qcow2", "qcow2"}, {".vhd", "vpc"}, {"-dynamic.vhd", "vpc"}, {".vhdx", "vhdx"}, {".vmdk", "vmdk"}
        }) {
            Command.of("qemu-img", "compare", "-f", "raw", "-F", format[1])
                    .and(file(".img").toString())
                    .and(file(format[0]).toString())
                    .succeed();
        }
        // That for Google Cloud ends elsewhere, and so does its table.
        assertThat(Command.of("sgdisk", "-v", unpacked("disk.raw").toString()).succeed())
                .contains("No problems found");
        Command.shell(
                        "qemu-img compare -f raw -F vmdk \"$DISK.img\" unpacked/slipway-disk1.vmdk"
                                + " && for copy in \"$DISK.raw\" unpacked/zst.img unpacked/gz.img; do cmp \"$copy\" \"$DISK.img\"; done")
                .with("DISK", file("").toString())
                .in(WORK)
                .succeed();
    }

    private static Medium disk(Path raw) {
        return Medium.disk(raw, "raw", "");
    }

    private static Medium disk(String ending, String format) {
        return Medium.disk(file(ending), format, "");
    }

    private static Path unpacked(String name) {
        return WORK.resolve("unpacked").resolve(name);
    }

    private static String tool(String name, String option, String ending) {
        return Command.of(name, option, file(ending).toString()).succeed();
    }

    private static Path file(String ending) {
        return WORK.resolve("out/linuxkit" + ending);
    }
}
