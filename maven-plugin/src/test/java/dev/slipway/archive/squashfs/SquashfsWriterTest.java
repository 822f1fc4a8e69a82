package dev.slipway.archive.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.Tool;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import dev.slipway.tree.UnpackedTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquashfsWriterTest {
    private static final long TIMESTAMP = 1492533000;

    @TempDir
    private Path folder;

    @Test
    void theBytesAreKnownAndTheSameOnAnyHost() throws Exception {
        FileTree tree = SampleTrees.hard(1);
        byte[] bytes = ImageBytes.of(volume(tree, SquashfsCompression.USUAL));
        assertThat(HostileHost.on(() -> ImageBytes.of(volume(tree, SquashfsCompression.USUAL))))
                .isEqualTo(bytes);
        assertThat(Digest.of(bytes).hex())
                .isEqualTo("14e2473b6551275f34a741fda5256c69fc4293efa1ea376ed47e50e26c62282d");
        assertThat(Digest.of(ImageBytes.of(volume(tree, SquashfsCompression.NONE)))
                        .hex())
                .isEqualTo("d41057612979203678329ba5b4e16817aaac8ab14884d59425297b0ae7ec3c65");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void unsquashfsUnpacksIt(int level) throws Exception {
        FileTree tree = SampleTrees.hard(2);
        ImageBytes.toFile(volume(tree, new SquashfsCompression(level)), folder.resolve("volume"));
        String superblock = Tool.run(folder, "unsquashfs", "-s", "volume");
        assertThat(superblock)
                .contains("Found a valid SQUASHFS 4:0 superblock")
                .contains("Creation or last append time Tue Apr 18 16:30:00 2017")
                .contains("Filesystem is exportable via NFS")
                .contains("Block size 131072");
        Tool.run(folder, "unsquashfs", "-quiet", "-no-progress", "-d", "out", "volume");
        UnpackedTree.expect(tree, folder.resolve("out"));
    }

    @Test
    void unsquashfsListsEveryKindOfEntry() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            FileTree tree = SampleTrees.random(seed);
            ImageBytes.toFile(volume(tree, SquashfsCompression.USUAL), folder.resolve("volume" + seed));
            String list = Tool.run(folder, "unsquashfs", "-lln", "volume" + seed);
            assertThat(list.lines().filter(line -> line.contains("squashfs-root/")))
                    .hasSize(tree.entries().size());
            for (Entry entry : tree.entries()) {
                assertThat(list).contains("squashfs-root/" + entry.path());
            }
        }
    }

    @Test
    void equalContentsAreWrittenOnceAndHolesNotAtAll() throws IOException {
        byte[] bytes = new byte[400_000];
        new Random(3).nextBytes(bytes);
        long one = volume(SampleTrees.of(List.of(file("a", bytes))), SquashfsCompression.NONE)
                .size();
        long two = volume(SampleTrees.of(List.of(file("a", bytes), file("b", bytes))), SquashfsCompression.NONE)
                .size();
        long holes = volume(SampleTrees.of(List.of(file("a", new byte[50_000_000]))), SquashfsCompression.NONE)
                .size();
        assertThat(two).isEqualTo(one);
        assertThat(holes).isLessThanOrEqualTo(8192);
    }

    @Test
    void anAttributeOfAnotherKindIsRefused() {
        Attributes attributes = new Attributes(0644, 0, 0, 0, new TreeMap<>(Map.of("system.posix_acl_access", "x")));
        FileTree tree = SampleTrees.of(
                List.of(new Entry("a", attributes, new Node.RegularFile(Content.of("x"), "i"), Origin.NONE)));
        assertThatThrownBy(() -> volume(tree, SquashfsCompression.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("squashfs, 'a': it has the extended attribute system.posix_acl_access");
    }

    /** The superblock counts owners with 16 bits: with one more it would say that there is none, and nothing mounts it. */
    @Test
    void asManyOwnersAsTheSuperblockCanCount() throws Exception {
        ImageBytes.toFile(volume(owners(65_535), SquashfsCompression.NONE), folder.resolve("volume"));
        assertThat(Tool.run(folder, "unsquashfs", "-s", "volume")).contains("Number of ids 65535");
        assertThatThrownBy(() -> volume(owners(65_536), SquashfsCompression.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("squashfs: the system has more than 65535 different owners and groups");
    }

    private static FileTree owners(int count) {
        List<Entry> pipes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pipes.add(new Entry("pipe" + i, Attributes.of(0644, 0).withOwner(i, 0), new Node.Fifo(), Origin.NONE));
        }
        return SampleTrees.of(pipes);
    }

    private static Entry file(String path, byte[] bytes) {
        return new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(Content.of(bytes), path), Origin.NONE);
    }

    private static BlockImage volume(FileTree tree, SquashfsCompression compression) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        new SquashfsWriter(tree, TIMESTAMP, compression).writeBody(body);
        return SquashfsWriter.image(Content.of(body.toByteArray()));
    }
}
