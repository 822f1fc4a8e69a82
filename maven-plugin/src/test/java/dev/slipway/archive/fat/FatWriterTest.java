package dev.slipway.archive.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.Tool;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Generated;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FatWriterTest {
    /** 2017-04-18T16:30:00Z, an odd second later. */
    private static final long TIME = 1492533001;

    private static final int MIB = 1 << 20;

    @Test
    void writesThisBootSectorAndTable() throws IOException {
        byte[] volume = ImageBytes.of(writer(file("A.TXT", "hello"), file("EMPTY", ""), file("B", "x".repeat(513)))
                .ofSize(64 * 512));

        assertThat(hex(volume, 0, 67))
                .isEqualTo("eb3c90" + "4d5357494e342e31" // jump, MSWIN4.1
                        + "0002" + "01" + "0100" + "02" + "0002" + "4000" + "f8" + "0100" // sector, cluster, ... table
                        + "3f00" + "ff00" + "00000000" + "00000000" // tracks, heads, hidden, large total
                        + "80" + "00" + "29" + "efbeadde" // drive, serial
                        + "4546492020202020202020" + "4641543132202020" // EFI, FAT12
                        + "cd18f4ebfd");
        assertThat(hex(volume, 510, 2)).isEqualTo("55aa");
        // Media, sound; cluster 2 is a file, 3 and 4 are one.
        assertThat(hex(volume, 512, 9)).isEqualTo("f8ffff" + "ff4f00" + "ff0f00");
        assertThat(hex(volume, 1024, 512)).isEqualTo(hex(volume, 512, 512));
    }

    @Test
    void writesThisRootDirectory() throws IOException {
        byte[] volume = ImageBytes.of(
                writer(file("grub.cfg", "hello"), directory("EFI")).ofSize(64 * 512));
        int root = 3 * 512;

        String date = "924a";
        String time = "c083";
        assertThat(hex(volume, root, 160))
                .isEqualTo("4546492020202020202020" + "08" + "0000" + time + date + date + "0000" + time + date + "0000"
                        + "00000000"
                        + "4546492020202020202020" + "10" + "0000" + time + date + date + "0000" + time + date + "0200"
                        + "00000000"
                        + "41" + "67007200750062002e00" + "0f00" + "92" + "63006600670000" + "00ffffffff" + "0000"
                        + "ffffffff"
                        + "4752554220202020434647" + "20" + "0000" + time + date + date + "0000" + time + date + "0300"
                        + "05000000"
                        + "00".repeat(32));
        int directory = root + 512 * 32;
        assertThat(hex(volume, directory, 64))
                .isEqualTo("2e20202020202020202020" + "10" + "0000" + time + date + date + "0000" + time + date + "0200"
                        + "00000000" + "2e2e202020202020202020" + "10" + "0000" + time + date + date + "0000" + time
                        + date + "0000" + "00000000");
    }

    @ParameterizedTest
    @CsvSource({"1, FAT12", "15, FAT12", "18, FAT16", "500, FAT16", "600, FAT32"})
    void theTypeFollowsFromTheSize(int mib, String type, @TempDir Path directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            entries.add(generated("dir é/file number " + i + ".txt", i * 700L));
        }
        entries.add(directory("dir é/deep/deeper/deepest"));
        entries.add(file("dir é/deep/deeper/deepest/EFI.BIN", "efi"));
        FileTree tree = SampleTrees.of(entries);

        BlockImage image = new FatWriter(volume(tree)).ofSize((long) mib * MIB);
        try (FileChannel volume = FileChannel.open(ImageBytes.toFile(image, directory.resolve("fat.img")))) {
            assertThat(FatReader.type(volume)).isEqualTo(type);
            requireSame(tree, FatReader.read(volume));
        }
    }

    private static void requireSame(FileTree tree, Map<String, FatReader.Found> found) throws IOException {
        int files = 0;
        for (Entry entry : tree.entries()) {
            FatReader.Found read = found.get("/" + entry.path());
            assertThat(read).as(entry.path()).isNotNull();
            assertThat(read.directory()).isEqualTo(entry.isDirectory());
            if (entry.node() instanceof Node.RegularFile file) {
                files++;
                assertThat(read.size()).isEqualTo(file.content().size());
                assertThat(read.digest())
                        .as(entry.path())
                        .isEqualTo(Digest.of(file.content().open()).hex());
            }
        }
        assertThat(found.get("label").shortName()).isEqualTo("EFI");
        assertThat(found.keySet().stream()
                        .filter(name -> found.get(name).digest().length() == 64))
                .hasSize(files);
    }

    @Test
    void theSmallestVolumeIsFullToTheLastCluster() {
        // 512-byte sectors: boot sector, tables, 32 sectors of root, and the file: a byte more needs a further step.
        FatWriter fits = writer(generated("F", 100 * 512));
        assertThat(fits.smallest(512).size()).isEqualTo((1 + 2 + 32 + 100) * 512L);
        FatWriter more = writer(generated("F", 100 * 512 + 1));
        assertThat(more.smallest(512).size()).isEqualTo((1 + 2 + 32 + 101) * 512L);
        assertThat(more.smallest(MIB).size()).isEqualTo(MIB);
        assertThatThrownBy(() -> more.ofSize((1 + 2 + 32 + 100) * 512L))
                .isInstanceOf(FatCannotHold.class)
                .hasMessageContaining("do not fit into a volume of 69120 bytes");
    }

    /** UEFI reads FAT32 from a disk, and the number of clusters makes a volume FAT32. */
    @ParameterizedTest
    @CsvSource({"512, 1, 33", "512, 90, 92", "512, 600, 602", "4096, 1, 257"})
    void aFat32VolumeHasAsManyClustersAsItNeeds(int sector, int mib, int size, @TempDir Path directory)
            throws Exception {
        FileTree tree = SampleTrees.of(List.of(directory("EFI"), generated("EFI/K", (long) mib * MIB)));
        BlockImage image = new FatWriter(volume(tree)).smallestFat32(MIB, sector);
        assertThat(image.size()).isEqualTo((long) size * MIB);
        ImageBytes.toFile(image, directory.resolve("fat.img"));
        assertThat(Tool.run(directory, "fsck.fat", "-n", "-v", "fat.img"))
                .contains("3 files", sector + " bytes per logical sector", "32 bit entries")
                .doesNotContain("ifferences", "Dirty");
        if (mib == 1 && sector == 512) {
            try (FileChannel volume = FileChannel.open(directory.resolve("fat.img"))) {
                assertThat(FatReader.type(volume)).isEqualTo("FAT32");
                requireSame(tree, FatReader.read(volume));
            }
        }
    }

    @Test
    void aRootWithManyFilesGetsTheRoom(@TempDir Path directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            entries.add(file("a longer name than eight " + i, "content " + i));
        }
        FileTree tree = SampleTrees.of(entries);
        BlockImage image = new FatWriter(volume(tree)).smallest(MIB);
        try (FileChannel volume = FileChannel.open(ImageBytes.toFile(image, directory.resolve("fat.img")))) {
            requireSame(tree, FatReader.read(volume));
        }
    }

    @Test
    void aHostileHostChangesNothing() throws Exception {
        List<Entry> entries =
                List.of(file("title i.ini", "1"), file("Straße", "2"), directory("x/y"), file("x/y/ıI.TXT", "3"));
        List<Entry> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        assertThat(HostileHost.on(() -> String.format("%d", 1))).isNotEqualTo("1");

        byte[] here = ImageBytes.of(new FatWriter(volume(SampleTrees.of(entries))).smallest(MIB));
        byte[] there =
                HostileHost.on(() -> ImageBytes.of(new FatWriter(volume(SampleTrees.of(reversed))).smallest(MIB)));
        assertThat(Arrays.equals(here, there)).isTrue();
    }

    @Test
    void refusesByNameWhatFatCannotHold() {
        refused("a FAT file ends at 4294967295", generated("big", 1L << 32));
        refused(
                "'sub/link': FAT has only files and directories",
                new Entry("sub/link", Attributes.of(0777, 0), new Node.Symlink("x"), Origin.NONE));
        refused("FAT does not allow this name", file("a:b", ""));
        refused("FAT does not allow this name", file("dot.", ""));
        refused("FAT does not allow this name", file("n".repeat(256), ""));
        refused("'readme': FAT does not distinguish it from 'README'", file("readme", ""), file("README", ""));
    }

    @Test
    void takesAFileOfJustUnder4GiB() {
        Entry big = generated("big", 0xffff_ffffL);
        assertThat(writer(big).smallest(MIB).size()).isGreaterThan(1L << 32);
    }

    private static void refused(String message, Entry... entries) {
        assertThatThrownBy(() -> writer(entries))
                .isInstanceOf(FatCannotHold.class)
                .hasMessageContaining(message);
    }

    private static FatWriter writer(Entry... entries) {
        return new FatWriter(volume(SampleTrees.of(List.of(entries))));
    }

    private static FatVolume volume(FileTree tree) {
        return new FatVolume(new VolumeLabel("EFI"), 0xdeadbeef, TIME, tree);
    }

    private static Entry file(String path, String text) {
        return new Entry(path, Attributes.of(0644, TIME), new Node.RegularFile(Content.of(text), path), Origin.NONE);
    }

    private static Entry generated(String path, long size) {
        Node node = new Node.RegularFile(new Generated(path, size), path);
        return new Entry(path, Attributes.of(0644, TIME), node, Origin.NONE);
    }

    private static Entry directory(String path) {
        return new Entry(path, Attributes.of(0755, TIME), new Node.Directory(), Origin.NONE);
    }

    private static String hex(byte[] bytes, int offset, int length) {
        return HexFormat.of().formatHex(bytes, offset, offset + length);
    }
}
