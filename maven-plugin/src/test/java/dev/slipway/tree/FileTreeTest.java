package dev.slipway.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileTreeTest {
    private static final FileTree TREE = SampleTrees.of(
            List.of(file("bin/a", "i", 5), file("bin/b", "i", 5), file("bin-x", "j", 9), file("lib/c", "i", 5)));

    @Test
    void aTreeBelowAPrefixHasInodesOfItsOwn() {
        FileTree moved = TREE.under("containers/one");
        FileTree both = new TreeBuilder(0).overlay(TREE).overlay(moved).build();

        assertThat(moved.entries())
                .extracting(Entry::path)
                .containsExactly(
                        "containers/one/bin",
                        "containers/one/bin-x",
                        "containers/one/bin/a",
                        "containers/one/bin/b",
                        "containers/one/lib",
                        "containers/one/lib/c");
        assertThat(inode(both, "containers/one/bin/a"))
                .isEqualTo(inode(both, "containers/one/lib/c"))
                .isNotEqualTo(inode(both, "bin/a"));
    }

    @Test
    void aSubtreeHoldsWhatIsBelowAndNothingBeside() {
        assertThat(TREE.subtree("bin").entries()).extracting(Entry::path).containsExactly("a", "b");
        assertThat(TREE.subtree("bi").entries()).isEmpty();
    }

    @Test
    void clampingMovesOnlyLaterTimes() {
        assertThat(TREE.clampedTo(7).find("bin-x").orElseThrow().attributes().mtime())
                .isEqualTo(7);
        assertThat(TREE.clampedTo(7).find("bin/a").orElseThrow().attributes().mtime())
                .isEqualTo(5);
    }

    @Test
    void anOriginIsGivenToEveryEntry() {
        Origin origin = new Origin("image:1", "init[0]");
        assertThat(TREE.withOrigin(origin).entries()).extracting(Entry::origin).containsOnly(origin);
    }

    private static String inode(FileTree tree, String path) {
        return ((Node.RegularFile) tree.find(path).orElseThrow().node()).inode();
    }

    private static Entry file(String path, String inode, long mtime) {
        return new Entry(path, Attributes.of(0644, mtime), new Node.RegularFile(Content.of("x"), inode), Origin.NONE);
    }
}
