package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A small system whose root is a partition that dm-verity checks, and whose data lie in a partition that grows with the disk. Its only boot
 * file is a signed unified kernel image; on a second disk, with EROFS in place of squashfs, it is started by GRUB.
 */
class DiskRootIT {
    private static final Path WORK = WorkFolders.empty("disk-root");
    private static final Path DISK = WORK.resolve("out/linuxkit.img");
    private static final Path EROFS = WORK.resolve("erofs/linuxkit.img");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final long GIB = 1L << 30;

    /** Moments of a power cut: so many tenths of a second after words on the console. All of them with {@code IT_CUTS=10}. */
    private static final List<Cut> CUTS = List.of(
            new Cut("looks for its data", 15),
            new Cut("resizing filesystem from", 10),
            new Cut("looks for its data", 5),
            new Cut("looks for its data", 25),
            new Cut("looks for its data", 35),
            new Cut("has grown to", 0),
            new Cut("has grown to", 10),
            new Cut("resizing filesystem from", 0),
            new Cut("resizing filesystem from", 30),
            new Cut("resized filesystem to", 0));

    private record Cut(String words, int tenths) {}

    private static final String SYSTEM =
            """
            kernel:
              image: maven:dev.slipway.packages:kernel:%1$s
              cmdline: %2$s
            init:
            - maven:dev.slipway.packages:sysctl:%1$s
            files:
            - path: init
              mode: "0755"
              contents: |
                #!/bin/sh
                busybox() { /bin/busybox "$@"; }
                busybox mkdir -p /proc /sys /dev /run /var
                busybox mount -t proc proc /proc
                busybox mount -t sysfs sysfs /sys
                busybox mount -t devtmpfs dev /dev
                busybox mount -t tmpfs run /run
                busybox grep ' / ' /proc/mounts
                echo written > /note && echo 'the root can be written'
                busybox dmesg | busybox grep -i 'secure boot enabled'
                echo 'looks for its data'
                /etc/init.d/002-data
                echo x >> /var/starts
                echo "start $(busybox wc -l < /var/starts), $(busybox df -m /var | busybox tail -n 1)"
                busybox umount /var
                echo 'end of words'
                busybox poweroff -f
            """;

    @BeforeAll
    static void build() throws IOException {
        Command.shell("openssl pkcs8 -topk8 -nocrypt"
                        + " -in /usr/share/ovmf/PkKek-1-snakeoil.key -passin pass:snakeoil -out \"$WORK/uki.key\""
                        + " && cp /usr/share/ovmf/PkKek-1-snakeoil.pem \"$WORK/uki.pem\"")
                .with("WORK", WORK.toString())
                .succeed();
        Files.writeString(WORK.resolve("linuxkit.yml"), SYSTEM.formatted(Checks.version(), SmallSystem.COMMAND_LINE));
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("disk"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.disk.formats=raw")
                .and("-Dslipway.disk.root=squashfs")
                .and("-Dslipway.disk.boot=uki")
                .and("-Dslipway.disk.data=true")
                .and("-Dslipway.uki.key=uki.key")
                .and("-Dslipway.uki.certificate=uki.pem")
                .succeed();
        Checks.maven(WORK, Checks.goal("disk"))
                .and("-Dslipway.outputDirectory=erofs")
                .and("-Dslipway.disk.formats=raw")
                .and("-Dslipway.disk.root=erofs")
                .succeed();
    }

    /** On a disk of 128 GiB, with the power cut while the data partition grows, again and again. */
    @Test
    void dataGrowWithTheDiskWhateverHappens() throws IOException {
        assertThat(Command.of("sgdisk", "-v", DISK.toString()).succeed()).contains("No problems found");
        for (Cut cut : CUTS.subList(0, cuts())) {
            Path disk = copy(DISK, "cut");
            try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
                file.setLength(128 * GIB);
            }
            try (Guest guest = Guest.boot(writable(disk))) {
                guest.await(cut.words(), LONG);
                Guest.pause(Duration.ofMillis(100L * cut.tenths()));
            }
            try (Guest guest = Guest.boot(writable(disk))) {
                guest.await("end of words", LONG);
                assertThat(guest.console()).contains("root / overlay rw", "the root can be written");
                String[] sizes =
                        guest.await("start \\d, \\S+ +(\\d+) ", LONG).group(1).split(" ");
                assertThat(Long.parseLong(sizes[0])).as(guest.console()).isBetween(125L << 10, 128L << 10);
                guest.awaitEnd(LONG);
                Checks.measured("power cut " + cut.tenths + "00 ms after '" + cut.words + "': started after "
                        + Math.round(guest.seconds()) + " s");
            }
            requireSound(disk);
        }
    }

    private static int cuts() {
        return Integer.parseInt(System.getenv().getOrDefault("IT_CUTS", "2"));
    }

    private static void requireSound(Path disk) {
        assertThat(Command.of("sgdisk", "-v", disk.toString()).succeed()).contains("No problems found");
        Command.of("e2fsck", "-fn", disk + "?offset=" + startOf(disk, 5)).succeed();
    }

    /** The byte that a partition begins with. */
    private static long startOf(Path disk, int partition) {
        String report = Command.of("sgdisk", "-i", String.valueOf(partition), disk.toString())
                .succeed();
        return 512 * Long.parseLong(report.replaceAll("(?s).*First sector: (\\d+).*", "$1"));
    }

    @Test
    void theSignedImageStartsUnderOwnKeysAndAChangedOneDoesNot() throws IOException {
        try (Guest guest = Guest.boot(ownKeys(DISK))) {
            guest.await("end of words", LONG);
            assertThat(guest.console()).contains("ecure boot enabled", "root / overlay rw");
        }
        byte[] bytes = Files.readAllBytes(DISK);
        // The first one is that of the image: it stands behind zeros, and that of GRUB's configuration behind a quote.
        int line = find(bytes, "\0slipway.root=squashfs") + 1;
        int kernel = find(bytes, "HdrS") + (1 << 20);
        for (int place : new int[] {line, kernel}) {
            try (Guest guest = Guest.boot(ownKeys(flipped(DISK, place)))) {
                guest.await("BdsDxe: failed to load .*: Access Denied", LONG);
            }
        }
    }

    @Test
    void aChangedRootStopsTheKernel() throws IOException {
        try (Guest guest = Guest.boot(writable(flipped(DISK, startOf(DISK, 3) + 20)))) {
            guest.await("device-mapper: verity: .*: data block 0 is corrupted", LONG);
            guest.await("Kernel panic - not syncing: dm-verity device corrupted", LONG);
        }
    }

    @Test
    void aRootOfErofsStarts() {
        try (Guest guest = Guest.boot(Medium.disk(EROFS, "raw", "").options())) {
            guest.await("end of words", LONG);
            assertThat(guest.console()).contains("root / overlay rw", "the root can be written");
        }
    }

    /** Partitions of that processor have types of their own, and only UEFI starts it. */
    @Test
    void rootAndDataAreFoundOnArm64() {
        Checks.maven(WORK, Checks.goal("disk"))
                .and("-Dslipway.platform=linux/arm64")
                .and("-Dslipway.outputDirectory=arm64")
                .and("-Dslipway.disk.formats=raw")
                .and("-Dslipway.disk.root=erofs")
                .and("-Dslipway.disk.data=true")
                .succeed();
        Medium disk = Medium.disk(WORK.resolve("arm64/linuxkit.img"), "raw", "").uefiOfArm64();
        try (Guest guest = Guest.bootArm64(disk.options())) {
            guest.await("start 1, ", LONG);
            guest.await("end of words", LONG);
            assertThat(guest.console()).contains("root / overlay rw", "the root can be written");
            guest.awaitEnd(LONG);
            Checks.measured(disk + ": root and data found, off after " + Math.round(guest.seconds()) + " s");
        }
    }

    /** The superblock takes the first block of the tree's partition. */
    @Test
    void aChangedTreeOfHashesStopsTheKernel() throws IOException {
        try (Guest guest = Guest.boot(writable(flipped(EROFS, startOf(EROFS, 4) + 4096)))) {
            guest.await("device-mapper: verity: .*: metadata block 1 is corrupted", LONG);
            guest.await("Kernel panic - not syncing: dm-verity device corrupted", LONG);
        }
    }

    /** The identifier of the third partition is another one in the table. */
    @Test
    void aMissingRootIsNamed() throws IOException {
        int entry = 2 * 512 + 2 * 128;
        try (Guest guest = Guest.boot(writable(flipped(EROFS, entry + 16)))) {
            String hash =
                    guest.await("slipway.root=erofs:\\d+:([0-9a-f]{64})", LONG).group(1);
            guest.await("slipway: the system cannot start: no disk here has the root with the hash " + hash, LONG);
        }
    }

    private static int find(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length - wanted.length; i++) {
            int n = 0;
            while (n < wanted.length && bytes[i + n] == wanted[n]) {
                n++;
            }
            if (n == wanted.length) {
                return i;
            }
        }
        throw new AssertionError("nowhere on the disk: " + text);
    }

    private static Path flipped(Path original, long place) throws IOException {
        Path disk = copy(original, "flipped-" + place);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(place);
            int before = file.read();
            file.seek(place);
            file.write(before ^ 1);
        }
        return disk;
    }

    private static Path copy(Path original, String name) {
        Path copy = WORK.resolve(name + ".img");
        Command.of("cp", "--sparse=always", original.toString(), copy.toString())
                .succeed();
        return copy;
    }

    /** By BIOS, from a disk that keeps what is written. */
    private static List<String> writable(Path disk) {
        return List.of("-drive", "if=virtio,format=raw,file=" + disk);
    }

    private static List<String> ownKeys(Path disk) {
        List<String> options = new ArrayList<>(Medium.ownKeys());
        options.addAll(Medium.disk(disk, "raw", "").options());
        return options;
    }
}
