package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import org.junit.jupiter.api.Test;

class RootTreeTest {
    private static final Origin FIRST = new Origin("first", "init[0]");
    private static final Origin SECOND = new Origin("second", "init[1]");

    private final Warnings warnings = new Warnings();
    private final RootTree root = new RootTree(100, warnings);

    @Test
    void theLaterImageWins() {
        root.overlay(TreeText.tree("bin/ 0700", "bin/sh 0755 =one", "bin/only 0755"), FIRST);
        root.overlay(TreeText.tree("bin/ 0755", "bin/sh 0711 =two"), SECOND);
        FileTree tree = root.build();

        assertThat(TreeText.paths(tree)).containsExactly("bin/", "bin/only", "bin/sh");
        assertThat(tree.find("bin/sh").orElseThrow().origin()).isEqualTo(SECOND);
        assertThat(tree.find("bin").orElseThrow().attributes().mode()).isEqualTo(0755);
        assertThat(tree.find("bin/only").orElseThrow().origin()).isEqualTo(FIRST);
        assertThat(warnings.all()).isEmpty();
    }

    @Test
    void aDirectoryDoesNotTakeThePlaceOfALinkToADirectory() {
        root.overlay(TreeText.tree("usr/bin/sh 0755", "bin -> usr/bin"), FIRST);
        root.overlay(TreeText.tree("bin/ 0755", "bin/containerd 0755"), SECOND);

        assertThat(TreeText.paths(root.build()))
                .containsExactly("bin -> usr/bin", "usr/", "usr/bin/", "usr/bin/containerd", "usr/bin/sh");
    }

    @Test
    void aLinkThatTakesTheModulesPlaceTakesThemOver() {
        root.overlay(TreeText.tree("lib/modules/6.1/m.ko 0644", "lib/same 0644 =old"), FIRST);
        root.overlay(TreeText.tree("lib -> usr/lib", "usr/lib/ld.so 0755", "usr/lib/same 0644 =new"), SECOND);
        FileTree tree = root.build();

        assertThat(TreeText.paths(tree))
                .containsExactly(
                        "lib -> usr/lib",
                        "usr/",
                        "usr/lib/",
                        "usr/lib/ld.so",
                        "usr/lib/modules/",
                        "usr/lib/modules/6.1/",
                        "usr/lib/modules/6.1/m.ko",
                        "usr/lib/same");
        assertThat(tree.find("usr/lib/same").orElseThrow().origin()).isEqualTo(SECOND);
        assertThat(warnings.all()).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereDoesNotCostADirectory() {
        root.overlay(TreeText.tree("lib/modules/m.ko 0644"), FIRST);
        root.overlay(TreeText.tree("lib -> nowhere"), SECOND);

        assertThat(TreeText.paths(root.build())).containsExactly("lib/", "lib/modules/", "lib/modules/m.ko");
        assertThat(warnings.all()).singleElement().asString().contains("init[1]", "'lib'", "init[0]");
    }

    @Test
    void aFileOverAFullDirectoryIsToldOf() {
        root.overlay(TreeText.tree("opt/a 0644", "opt/b 0644"), FIRST);
        root.overlay(TreeText.tree("opt 0644"), SECOND);

        assertThat(TreeText.paths(root.build())).containsExactly("opt");
        assertThat(warnings.all()).singleElement().asString().contains("'opt'", "2 entries");
    }

    @Test
    void hardLinksStayWithinOneUseOfAnImage() {
        Node.RegularFile file = new Node.RegularFile(Content.of("x"), "1");
        TreeBuilder image = new TreeBuilder(5);
        image.put(TreeText.entry("a", 0644, file));
        image.put(TreeText.entry("b", 0644, file));
        root.makeDirectories("one", FIRST);
        root.makeDirectories("two", SECOND);
        root.place(image.build(), "one", FIRST);
        root.place(image.build(), "two", SECOND);
        FileTree tree = root.build();

        assertThat(inode(tree, "one/a")).isEqualTo(inode(tree, "one/b"));
        assertThat(inode(tree, "two/a")).isEqualTo(inode(tree, "two/b")).isNotEqualTo(inode(tree, "one/a"));
    }

    @Test
    void timesAboveTheLimitAreClampedAndOthersAreKept() {
        Entry late = TreeText.entry("late", 0644, new Node.RegularFile(Content.of("x"), "l"));
        root.put(late.withAttributes(late.attributes().withMtime(101)));
        root.put(TreeText.entry("early", 0644, new Node.RegularFile(Content.of("x"), "e")));
        FileTree tree = root.build();

        assertThat(tree.find("late").orElseThrow().attributes().mtime()).isEqualTo(100);
        assertThat(tree.find("early").orElseThrow().attributes().mtime()).isEqualTo(5);
    }

    @Test
    void theFirstToMakeADirectoryKeepsItsOrigin() {
        root.makeDirectories("containers/onboot/a", FIRST);
        root.makeDirectories("containers/onboot/b", SECOND);

        assertThat(root.build().find("containers/onboot").orElseThrow().origin())
                .isEqualTo(FIRST);
    }

    private static String inode(FileTree tree, String path) {
        return ((Node.RegularFile) tree.find(path).orElseThrow().node()).inode();
    }
}
