package dev.slipway.output.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Tool;
import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Extent;
import dev.slipway.archive.image.Generated;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskPlanTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final Digest ID = Digest.of(new byte[0]);

    @Test
    void theSizeFollowsFromTheContentAndOnlyGrows() {
        assertThat(image(512, Disk.Room.NEEDED).size()).isEqualTo(6 * MIB);
        assertThat(image(512, new Disk.Room(3 * MIB, MIB)).size()).isEqualTo(6 * MIB);
        assertThat(image(512, new Disk.Room(7 * MIB + 1, MIB)).size()).isEqualTo(8 * MIB);
        assertThat(image(512, new Disk.Room(0, GIB)).size()).isEqualTo(GIB);
        assertThat(image(512, new Disk.Room(GIB + 1, GIB)).size()).isEqualTo(2 * GIB);
        assertThatThrownBy(() -> new Disk.Room(0, 512)).hasMessageContaining("in units of 512");
    }

    @Test
    void whatIsEmptyIsAHole() {
        List<Extent> extents = image(512, new Disk.Room(1L << 40, MIB)).extents(MIB);
        assertThat(extents)
                .containsExactly(new Extent(0, 3 * MIB), new Extent(4 * MIB, MIB), new Extent((1L << 40) - MIB, MIB));
    }

    @Test
    void partitionersFindNoFault(@TempDir Path directory) throws Exception {
        ImageBytes.toFile(image(512, new Disk.Room(64 * GIB, MIB)), directory.resolve("disk"));
        assertThat(Tool.run(directory, "sgdisk", "-v", "disk"))
                .contains("No problems found")
                .doesNotContain("arning", "Caution");
        assertThat(Tool.run(directory, "sfdisk", "--verify", "disk")).contains("No errors detected");
        assertThat(Tool.run(directory, "sgdisk", "-p", "disk"))
                .containsPattern("1 +2048 +6143 +2\\.0 MiB +EF00 +EFI System")
                .containsPattern("2 +6144 +10239 +2\\.0 MiB +0700 +data");
    }

    /** Up to the backup of the table, on whole MiB; a tool of systemd's is told that it may grow. */
    @Test
    void theLastPartitionTakesTheRest(@TempDir Path directory) throws Exception {
        Slot rest = new Slot(Guid.VAR, "data", Guid.ofHex("0123456789abcdef".repeat(2)), MIB, true, BlockImage::ofSize);
        Disk disk = new Disk(ID, 512, List.of(slots().get(0), rest), new Disk.Room(GIB, MIB));
        ImageBytes.toFile(DiskPlan.of(disk).image(new byte[0]), directory.resolve("disk"));
        assertThat(Tool.run(directory, "sgdisk", "-v", "disk")).contains("No problems found");
        assertThat(Tool.run(directory, "sgdisk", "-i", "2", "disk"))
                .contains("Partition unique GUID: 01234567-89AB-CDEF-0123-456789ABCDEF")
                .contains("First sector: 6144", "Last sector: 2095103", "Attribute flags: 0800000000000000");
        assertThatThrownBy(() -> new Disk(ID, 512, List.of(rest, slots().get(0)), Disk.Room.NEEDED))
                .hasMessageContaining("behind a partition that grows lies another one");
    }

    @Test
    void aFileSystemForDataEndsBelow16Tebibytes() {
        Slot data = new DataVolume(64 * MIB, ID, 7).slot();
        Disk disk = new Disk(ID, 512, List.of(data), new Disk.Room(20L << 40, MIB));
        assertThatThrownBy(() -> DiskPlan.of(disk).image(new byte[0]))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("slipway.disk.size: the partition for data, which takes the rest of the disk,"
                        + " would have 22.0 TB, and its file system ends below 17.6 TB");
    }

    @Test
    void identifiersAreThoseOfThisDisk() throws IOException {
        byte[] one = ImageBytes.of(image(512, Disk.Room.NEEDED));
        Disk other = new Disk(Digest.of(new byte[1]), 512, slots(), Disk.Room.NEEDED);
        byte[] two = ImageBytes.of(DiskPlan.of(other).image(new byte[0]));
        assertThat(one).isEqualTo(ImageBytes.of(image(512, Disk.Room.NEEDED)));
        for (int place : new int[] {512 + 56, 1024 + 16, 1024 + 128 + 16}) {
            assertThat(id(one, place)).isNotEqualTo(id(two, place));
        }
    }

    @Test
    void largeSectorsHoldTheSameBytesAtTheSamePlaces() throws IOException {
        byte[] small = ImageBytes.of(image(512, Disk.Room.NEEDED));
        byte[] large = ImageBytes.of(image(4096, Disk.Room.NEEDED));
        assertThat(large).hasSize(small.length);
        assertThat(new String(large, 4096, 8, StandardCharsets.US_ASCII)).isEqualTo("EFI PART");
        for (int place = (int) MIB; place < 5 * MIB; place += 4096) {
            assertThat(large[place]).isEqualTo(small[place]);
        }
    }

    private static Digest id(byte[] disk, int place) {
        return Digest.of(Arrays.copyOfRange(disk, place, place + 16));
    }

    private static BlockImage image(int sector, Disk.Room room) {
        return DiskPlan.of(new Disk(ID, sector, slots(), room)).image(new byte[] {1});
    }

    private static List<Slot> slots() {
        BlockImage system = BlockImage.ofSize(MIB + 1).with(0, Piece.of(new Generated("system", 4096)));
        BlockImage data = BlockImage.ofSize(2 * MIB).with(MIB, Piece.of(new byte[] {1}));
        BlockImage both = system.with(MIB, Piece.of(new byte[] {2}));
        return List.of(Slot.of(Guid.EFI_SYSTEM, "EFI System", both), Slot.of(Guid.BASIC_DATA, "data", data));
    }
}
