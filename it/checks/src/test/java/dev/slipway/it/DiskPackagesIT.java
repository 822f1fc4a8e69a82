package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The packages for disks in one machine with six of them: the first start makes file systems, the next ones find them, on disks that have
 * grown in between, with what was written before the power went. The number of power cuts is the system property {@code it.powerCuts}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiskPackagesIT {
    private static final Path SOURCES = Checks.root().resolve("it/checks/src/test/disks");
    private static final Path WORK = WorkFolders.empty("disk-packages");
    private static final Duration BOOT = Duration.ofMinutes(18);
    private static final int POWER_CUTS = Integer.getInteger("it.powerCuts", 1);
    private static final long MIB = 1024 * 1024;

    /** Sizes in MiB of the disks vda, vdb, ... in the first start. */
    private static final List<Integer> DISKS = List.of(160, 400, 200, 64, 64, 64);

    /** How much vda, vdb and vdc grow before the second start. */
    private static final int GROWTH = 100;

    private static final List<String> CONTAINERS_THAT_FAIL = List.of("refused", "missing");
    private static final List<String> JOURNALED = List.of("data", "xfs", "btrfs");
    private static final Pattern VERDICT = Pattern.compile("^disk (\\S+): (ok|WRONG.*)$", Pattern.MULTILINE);
    private static final Pattern ENDED =
            Pattern.compile("^slipway: onboot \\d+-(\\S+): (done|FAILED.*)$", Pattern.MULTILINE);
    private static final Pattern SIZE =
            Pattern.compile("^disk size (\\S+) (\\d+) MB, start (\\d+)$", Pattern.MULTILINE);

    /** Of the disks that grow: without a device the package looks at the others, too. */
    private static final Pattern EXTENDED =
            Pattern.compile("^extend: /dev/vd[abc]1: (\\w+) has (\\d+) MiB$", Pattern.MULTILINE);

    private static String firstStart = "";

    @BeforeAll
    static void build() throws IOException {
        for (String file : List.of("linuxkit.yml", "check.sh")) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(WORK.resolve("disk.key"), "0123456789abcdef0123456789abcdef");
        for (int i = 0; i < DISKS.size(); i++) {
            Files.deleteIfExists(disk(i));
            grow(i, DISKS.get(i));
        }
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.update=all")
                .succeed();
    }

    /** What the page shows is what is tried here. */
    @Test
    @Order(1)
    void thePageShowsPartsOfTheFile() throws IOException {
        String file = Files.readString(SOURCES.resolve("linuxkit.yml"));
        List<Page.Block> blocks = Page.of("src/site/markdown/how-to/disks-and-data.md").blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .toList();
        assertThat(blocks).isNotEmpty();
        assertThat(blocks).allSatisfy(block -> assertThat(file).contains(block.text()));
    }

    @Test
    @Order(2)
    void theFirstStartMakesTheDisksAndTheNextOnesFindTheirData() throws IOException {
        long written;
        try (Guest guest = boot()) {
            guest.await("^disk written 3$", BOOT);
            firstStart = guest.console();
            Checks.measured("first start, to the last container: " + Math.round(guest.seconds()) + " s of emulation");
            written = cutPower(guest, 0);
        }
        requireEverything(firstStart, 1);
        for (int i = 0; i < 3; i++) {
            grow(i, DISKS.get(i) + GROWTH);
        }
        assertThat(tableOfXfs()).doesNotContain("No problems found");
        for (int cut = 1; cut < POWER_CUTS; cut++) {
            try (Guest guest = boot()) {
                requireKept(guest, written);
                guest.await("^disk written 3$", BOOT);
                requireEverything(guest.console(), cut + 1);
                requireGrowth(sizes(SIZE, guest.console()));
                written = cutPower(guest, cut);
            }
        }
        try (Guest guest = boot()) {
            requireKept(guest, written);
            // By the words of the package, which names ext4 and not its place: the script that measures comes later.
            requireGrowth(sizes(EXTENDED, guest.console().replace(": ext4 has", ": data has")));
        }
        assertThat(tableOfXfs()).contains("No problems found");
        Checks.measured(POWER_CUTS + " power cuts, nothing lost on ext4, xfs and btrfs");
    }

    /** Each at another moment: after some files more, and then in the middle of one. Gives the last number that the guest told. */
    private static long cutPower(Guest guest, int cut) {
        guest.await("^disk written " + (4 + 3 * cut) + "$", BOOT);
        Guest.pause(Duration.ofMillis(37L * cut % 200));
        guest.close();
        // Not before QEMU has let go of the disks.
        guest.awaitEnd(Duration.ofMinutes(1));
        Matcher told =
                Pattern.compile("^disk written (\\d+)$", Pattern.MULTILINE).matcher(guest.console());
        return told.results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElseThrow();
    }

    private static void requireKept(Guest guest, long written) {
        for (String place : JOURNALED) {
            Matcher kept = guest.await("^disk kept " + place + " (\\d+)$", BOOT);
            assertThat(Long.parseLong(kept.group(1)))
                    .as("files kept on " + place + ", of " + written + " that were told\n" + guest.console())
                    .isGreaterThanOrEqualTo(written);
        }
    }

    private static void requireEverything(String console, int start) {
        List<String> failed = new ArrayList<>();
        ENDED.matcher(console)
                .results()
                .filter(each -> !each.group(2).equals("done"))
                .forEach(each -> failed.add(each.group(1)));
        assertThat(failed).as(console).containsExactlyElementsOf(CONTAINERS_THAT_FAIL);
        assertThat(console)
                .contains("/dev/vda holds something else than xfs, and is left alone")
                .contains("there is no disk /dev/no such disk; there are: /dev/vda");
        Map<String, String> verdicts = new LinkedHashMap<>();
        VERDICT.matcher(console).results().forEach(each -> verdicts.put(each.group(1), each.group(2)));
        verdicts.forEach((name, verdict) -> System.out.println("start " + start + ", disk " + name + ": " + verdict));
        assertThat(verdicts).as(console).hasSize(checks()).allSatisfy((name, verdict) -> assertThat(verdict)
                .isEqualTo("ok"));
        SIZE.matcher(console)
                .results()
                .forEach(each -> assertThat(each.group(3)).as(each.group()).isEqualTo(String.valueOf(start)));
    }

    /** The script is read for its checks, so that one which never ran is missed. */
    private static int checks() {
        return (int) Checks.text(SOURCES.resolve("check.sh"))
                .lines()
                .filter(line -> line.startsWith("    expect "))
                .count();
    }

    private static void requireGrowth(Map<String, Integer> after) {
        Map<String, Integer> before = sizes(SIZE, firstStart);
        for (String place : JOURNALED) {
            assertThat(after.get(place)).as(place).isGreaterThan(before.get(place) + GROWTH * 8 / 10);
        }
    }

    /** What another tool says of the disk with a GPT, of which a copy has to lie at the disk's end. */
    private static String tableOfXfs() {
        return Command.of("sgdisk", "-v", disk(1).toString()).run().output();
    }

    private static Map<String, Integer> sizes(Pattern told, String console) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        told.matcher(console).results().forEach(each -> sizes.put(each.group(1), Integer.parseInt(each.group(2))));
        return sizes;
    }

    private static Guest boot() throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-kernel", file("-kernel").toString(),
                "-initrd", file("-initrd.img").toString(),
                "-append", Files.readString(file("-cmdline"))));
        for (int i = 0; i < DISKS.size(); i++) {
            options.add("-drive");
            options.add("if=virtio,format=raw,discard=unmap,file="
                    + disk(i).toString().replace(",", ",,"));
        }
        return Guest.boot(options);
    }

    private static Path file(String ending) {
        return WORK.resolve("out/linuxkit" + ending);
    }

    private static Path disk(int number) {
        return WORK.resolve("disk" + number + ".img");
    }

    private static void grow(int number, long mib) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk(number).toFile(), "rw")) {
            file.setLength(mib * MIB);
        }
    }
}
