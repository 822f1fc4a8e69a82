package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A small system on a disk: BIOS, UEFI and Secure Boot start the same bytes, and QEMU starts it from every format that it knows. The tools
 * of the field find no fault with the files.
 */
class DisksBootIT {
    private static final Path WORK = Checks.work().resolve("disks");
    private static final String FORMATS = "raw,qcow2,vhd,vhd-dynamic,vhdx,vmdk,ova,gcp,aws,raw.zst,raw.gz";
    private static final String SYSTEM =
            """
            kernel:
              image: maven:dev.slipway.packages:kernel:%1$s
              tar: none
              cmdline: console=ttyS0
            init:
            - maven:dev.slipway.packages:sysctl:%1$s
            files:
            - path: init
              mode: "0755"
              contents: |
                #!/bin/sh
                mkdir -p /proc /sys
                /bin/busybox mount -t proc proc /proc
                busybox mount -t sysfs sysfs /sys
                [ -d /sys/firmware/efi ] && echo 'started by UEFI, it says' || echo 'started by BIOS, it says'
                busybox dmesg | busybox grep -i 'secure boot enabled'
                echo 'end of words'
                busybox poweroff -f
            """;

    /** What starts a disk, and what the guest must say. */
    private record Start(Medium medium, List<String> words) {}

    @BeforeAll
    static void build() throws IOException {
        Files.createDirectories(WORK);
        Files.writeString(WORK.resolve("linuxkit.yml"), SYSTEM.formatted(Checks.version()));
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("disk"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.disk.formats=" + FORMATS)
                .succeed();
    }

    @Test
    void everyFirmwareAndEveryFormatStartsTheSystem() throws Exception {
        Path raw = file(".img");
        List<Start> starts = new ArrayList<>(List.of(
                new Start(Medium.disk(raw, "raw", "").secureBoot(), List.of("started by UEFI", "ecure boot enabled")),
                new Start(Medium.disk(raw, "raw", "").uefi(), List.of("started by UEFI")),
                new Start(Medium.disk(raw, "raw", ""), List.of("started by BIOS"))));
        for (String[] format : new String[][] {
            {".qcow2", "qcow2"}, {".vhd", "vpc"}, {"-dynamic.vhd", "vpc"}, {".vhdx", "vhdx"}, {".vmdk", "vmdk"}
        }) {
            starts.add(new Start(Medium.disk(file(format[0]), format[1], ""), List.of("started by BIOS")));
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Start start : starts) {
                running.add(two.submit(() -> requireStart(start)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            two.shutdownNow();
        }
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
        requireStart(new Start(Medium.disk(disk, "raw", sectors).uefi(), List.of("started by UEFI")));
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
        Command.shell("zstd -dc \"$DISK.img.zst\" | cmp - \"$DISK.img\" && gzip -dc \"$DISK.img.gz\" | cmp -"
                        + " \"$DISK.img\" && cmp \"$DISK.raw\" \"$DISK.img\"")
                .with("DISK", file("").toString())
                .succeed();
    }

    /** From another store, in another folder. */
    @Test
    void theBytesAreTheSameTwice() throws IOException {
        Checks.maven(WORK, Checks.goal("disk"))
                .and("-Dslipway.outputDirectory=again")
                .and("-Dslipway.disk.formats=" + FORMATS)
                .and("-Dslipway.store=" + WORK.resolve("store"))
                .succeed();
        TreeMap<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(WORK.resolve("out/SHA256SUMS"))) {
            digests.put(line.substring(66), line.substring(0, 64));
        }
        assertThat(digests).hasSize(11);
        digests.forEach(
                (name, digest) -> assertThat(Checks.sha256(WORK.resolve("again").resolve(name)))
                        .as(name)
                        .isEqualTo(digest));
    }

    private static void requireStart(Start start) {
        try (Guest guest = Guest.boot(start.medium().options())) {
            guest.await("end of words", Duration.ofMinutes(4));
            assertThat(guest.console()).contains(start.words());
            Checks.measured(start.medium() + ": started after " + Math.round(guest.seconds()) + " s of emulation");
        }
    }

    private static String tool(String name, String option, String ending) {
        return Command.of(name, option, file(ending).toString()).succeed();
    }

    private static Path file(String ending) {
        return WORK.resolve("out/linuxkit" + ending);
    }
}
