package dev.slipway.archive.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso9660WriterTest {
    private static final VolumeId ID = new VolumeId("TEST");

    private final Path directory;

    Iso9660WriterTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void everythingIsReadBack() throws IOException {
        requireReadBack(HardTrees.everything());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomTreesAreReadBack(long seed) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : SampleTrees.randomEntries(seed)) {
            Attributes a = entry.attributes();
            entries.add(entry.withAttributes(new Attributes(a.mode(), a.uid(), a.gid(), a.mtime(), new TreeMap<>())));
        }
        requireReadBack(SampleTrees.of(entries));
    }

    @Test
    void anEmptyVolumeIsAVolume() throws IOException {
        requireReadBack(FileTree.EMPTY);
    }

    private void requireReadBack(FileTree tree) throws IOException {
        IsoImage iso = new Iso9660Writer(IsoVolume.of(ID, HardTrees.TIME, tree)).plan();
        try (FileChannel volume = FileChannel.open(ImageBytes.toFile(iso.image(), directory.resolve("iso")))) {
            requireSame(tree, IsoReader.read(volume, IsoReader.Tree.ROCK_RIDGE));
            List<String> contents = contents(tree);
            assertThat(digests(IsoReader.read(volume, IsoReader.Tree.JOLIET))).isEqualTo(contents);
            // Links, devices and pipes appear as empty files to who knows no Rock Ridge.
            assertThat(digests(IsoReader.read(volume, IsoReader.Tree.PLAIN))).containsAll(contents);
        }
    }

    private static void requireSame(FileTree tree, Map<String, IsoReader.Found> found) throws IOException {
        assertThat(found.keySet()).hasSameSizeAs(tree.entries());
        for (Entry entry : tree.entries()) {
            IsoReader.Found read = found.get("/" + entry.path());
            assertThat(read).as(entry.path()).isNotNull();
            Attributes attributes = entry.attributes();
            assertThat(read.mode() & 07777).isEqualTo(attributes.mode());
            assertThat(read.uid()).isEqualTo(attributes.uid());
            assertThat(read.gid()).isEqualTo(attributes.gid());
            assertThat(read.mtimeYear()).isEqualTo(1970 + attributes.mtime() * 400 / 12_622_780_800L);
            requireSameNode(tree, entry, read);
        }
    }

    private static void requireSameNode(FileTree tree, Entry entry, IsoReader.Found read) throws IOException {
        int type = read.mode() >> 12;
        if (entry.node() instanceof Node.RegularFile file) {
            assertThat(type).isEqualTo(010);
            assertThat(read.links()).isEqualTo(links(tree, file.inode()));
            assertThat(read.digest())
                    .as(entry.path())
                    .isEqualTo(Digest.of(file.content().open()).hex());
        } else if (entry.node() instanceof Node.Symlink link) {
            assertThat(type).isEqualTo(012);
            assertThat(read.target()).isEqualTo(link.target());
        } else if (entry.node() instanceof Node.Device device) {
            assertThat(type).isEqualTo(device.kind() == Node.Device.Kind.BLOCK ? 06 : 02);
            assertThat(read.device()).isEqualTo(device.major() << 32 | device.minor());
        } else if (entry.isDirectory()) {
            assertThat(type).isEqualTo(04);
            assertThat(read.links()).isEqualTo(2 + directoriesIn(tree, entry.path()));
        } else {
            assertThat(type).isEqualTo(01);
        }
    }

    private static int links(FileTree tree, String inode) {
        return (int) tree.entries().stream()
                .filter(other -> other.node() instanceof Node.RegularFile file
                        && file.inode().equals(inode))
                .count();
    }

    private static int directoriesIn(FileTree tree, String path) {
        return (int) tree.subtree(path).entries().stream()
                .filter(entry -> entry.isDirectory() && !entry.path().contains("/"))
                .count();
    }

    private static List<String> contents(FileTree tree) throws IOException {
        List<String> digests = new ArrayList<>();
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                digests.add(Digest.of(file.content().open()).hex());
            }
        }
        Collections.sort(digests);
        return digests;
    }

    private static List<String> digests(Map<String, IsoReader.Found> found) {
        return found.values().stream()
                .map(IsoReader.Found::digest)
                .filter(digest -> !digest.isEmpty())
                .sorted()
                .toList();
    }

    @Test
    void equalContentsLieOnTheDiscOnce() throws IOException {
        Content content = new Generated("large", 10 << 20);
        FileTree tree = SampleTrees.of(List.of(HardTrees.file("a", content), HardTrees.file("b", content)));
        IsoImage iso = new Iso9660Writer(IsoVolume.of(ID, 0, tree)).plan();

        assertThat(iso.offsetOf("a")).isEqualTo(iso.offsetOf("b"));
        assertThat(iso.image().size()).isLessThan((10 << 20) + (100 << 10));
    }

    @Test
    void aFileOf4GiBAndMoreHasSeveralSections() throws IOException {
        long size = (6L << 30) + 5;
        FileTree tree = SampleTrees.of(
                List.of(HardTrees.file("big", new Generated("big", size)), HardTrees.file("c", Content.of("c"))));
        IsoImage iso = new Iso9660Writer(IsoVolume.of(ID, 0, tree)).plan();
        Extent extent = new Extent(iso.offsetOf("big") / 2048, size);

        assertThat(extent.sections())
                .containsExactly(
                        new Extent(extent.block(), 0xffff_f800L),
                        new Extent(extent.block() + 0x1f_ffffL, size - 0xffff_f800L));
        assertThat(new Extent(7, 0xffff_f800L).sections()).hasSize(1);
        assertThat(new Extent(7, 0xffff_f801L).sections()).hasSize(2);
        assertThat(iso.offsetOf("c")).isEqualTo(iso.offsetOf("big") + (6L << 30) + 2048);
        assertThat(iso.image().size()).isGreaterThan(size);
    }

    @Test
    void aShapePutsFilesAtTheEndOnWholeUnits() throws IOException {
        FileTree tree = SampleTrees.of(List.of(
                HardTrees.file("a", Content.of("a")),
                HardTrees.file("b", new Generated("b", 3000)),
                HardTrees.file("c", Content.of("c"))));
        LayoutOptions options = new LayoutOptions(List.of("b"), 1 << 16, 17 << 10);
        IsoImage iso = new Iso9660Writer(new IsoVolume(ID, 0, tree, ElTorito.NONE, options)).plan();

        assertThat(iso.offsetOf("c")).isLessThan(1 << 16);
        assertThat(iso.offsetOf("b")).isEqualTo(1 << 16);
        assertThat(iso.dataEnd()).isEqualTo(2 << 16);
        assertThat(iso.image().size()).isEqualTo(3 << 16);
        assertThatThrownBy(() -> iso.offsetOf("d")).hasMessageContaining("no file 'd'");
    }

    @Test
    void aHostileHostChangesNothing() throws Exception {
        List<Entry> entries = new ArrayList<>(HardTrees.everything().entries());
        List<Entry> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        assertThat(HostileHost.on(() -> String.format("%04d", 2017))).isNotEqualTo("2017");
        assertThat("title".toUpperCase(Locale.forLanguageTag("tr"))).isNotEqualTo("TITLE");

        byte[] here = bytes(SampleTrees.of(entries));
        assertThat(Arrays.equals(HostileHost.on(() -> bytes(SampleTrees.of(reversed))), here))
                .isTrue();
    }

    private static byte[] bytes(FileTree tree) throws IOException {
        return ImageBytes.of(
                new Iso9660Writer(IsoVolume.of(ID, HardTrees.TIME, tree)).plan().image());
    }

    @Test
    void refusesByNameWhatTheVolumeCannotHold() {
        refused("a name ends at 253 bytes", HardTrees.file("é".repeat(127), Content.of("")));
        Attributes capable = new Attributes(0755, 0, 0, 0, new TreeMap<>(Map.of("security.capability", "x")));
        refused(
                "'ping': it has extended attributes (security.capability)",
                HardTrees.file("ping", Content.of("")).withAttributes(capable));
        refused("a link without a target", new Entry("l", Attributes.of(0777, 0), new Node.Symlink(""), Origin.NONE));
        refused("a volume ends at 4294967295", HardTrees.file("huge", new Generated("h", 1L << 43)));
    }

    private static void refused(String message, Entry entry) {
        assertThatThrownBy(() -> new Iso9660Writer(IsoVolume.of(ID, 0, SampleTrees.of(List.of(entry)))).plan())
                .isInstanceOf(IsoCannotHold.class)
                .hasMessageContaining(message);
    }
}
