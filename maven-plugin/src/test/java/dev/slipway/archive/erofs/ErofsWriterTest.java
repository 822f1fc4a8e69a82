package dev.slipway.archive.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.Tool;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Generated;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErofsWriterTest {
    @TempDir
    private Path folder;

    @Test
    void theBytesAreKnownAndTheSameOnAnyHost() throws Exception {
        byte[] bytes = HostileHost.on(() -> ImageBytes.of(volume(SampleTrees.hard(1))));
        assertThat(Digest.of(bytes).hex())
                .isEqualTo("1f90d82e6fd684e1fe7612b866bd268449fbb63942e4e107912206452b8c2099");
    }

    @Test
    void fsckUnpacksIt() throws Exception {
        FileTree tree = SampleTrees.hard(2);
        ImageBytes.toFile(volume(tree), folder.resolve("volume"));
        Tool.run(folder, "fsck.erofs", "--preserve", "--extract=out", "volume");
        UnpackedTree.expect(withoutLinks(tree), folder.resolve("out"));
    }

    /** fsck.erofs 1.5 unpacks each name of a hard link as a file of its own. */
    private static FileTree withoutLinks(FileTree tree) {
        return SampleTrees.of(tree.entries().stream()
                .map(entry -> entry.node() instanceof Node.RegularFile file
                        ? new Entry(
                                entry.path(),
                                entry.attributes(),
                                new Node.RegularFile(file.content(), entry.path()),
                                entry.origin())
                        : entry)
                .toList());
    }

    @Test
    void fsckAcceptsEveryKindOfEntry() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            ImageBytes.toFile(volume(SampleTrees.random(seed)), folder.resolve("volume" + seed));
            Tool.run(folder, "fsck.erofs", "volume" + seed);
            assertThat(Tool.run(folder, "dump.erofs", "--path=/", "volume" + seed))
                    .contains("directory");
        }
    }

    @Test
    void anAttributeOfAnotherKindIsRefused() {
        Attributes attributes = new Attributes(0644, 0, 0, 0, new TreeMap<>(Map.of("system.posix_acl_access", "x")));
        FileTree tree = SampleTrees.of(
                List.of(new Entry("a", attributes, new Node.RegularFile(Content.of("x"), "i"), Origin.NONE)));
        assertThatThrownBy(() -> volume(tree))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("EROFS, 'a': it has the extended attribute system.posix_acl_access");
    }

    /** A layer may have a value of 65,536 bytes, which Linux takes; the length here has 16 bits, and was 0 then. */
    @Test
    void anAttributeIsAsLongAsAnInodeCanSayOrRefused() throws Exception {
        ImageBytes.toFile(volume(attributed(Map.of("user.a", "v".repeat(65_535)))), folder.resolve("volume"));
        Tool.run(folder, "fsck.erofs", "volume");
        assertThatThrownBy(() -> volume(attributed(Map.of("user.a", "v".repeat(65_536)))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(
                        "EROFS, 'a': its extended attribute user.a has 65536 bytes, and the file system has room for 65535");
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            many.put("user." + i, "v".repeat(60_000));
        }
        assertThatThrownBy(() -> volume(attributed(many)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("EROFS, 'a': its extended attributes take 300040 bytes");
    }

    private static FileTree attributed(Map<String, String> attributes) {
        Attributes all = new Attributes(0644, 0, 0, 0, new TreeMap<>(attributes));
        return SampleTrees.of(List.of(new Entry("a", all, new Node.RegularFile(Content.of("x"), "i"), Origin.NONE)));
    }

    /** The number of a block has 32 bits. */
    @Test
    void aVolumeEndsWhereItsNumbersDo() {
        FileTree tree = SampleTrees.of(List.of(
                file("a", new Generated("a", 1L << 43)),
                file("b", new Generated("b", 1L << 43)),
                file("c", Content.of("small"))));
        assertThatThrownBy(() -> volume(tree))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("EROFS, 'b': with it the volume is larger than the 16 TiB");
    }

    private static Entry file(String path, Content content) {
        return new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(content, path), Origin.NONE);
    }

    private static BlockImage volume(FileTree tree) {
        return new ErofsWriter(tree, 1492533000, new UUID(1, 2)).image();
    }
}
