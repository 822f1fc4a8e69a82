package dev.slipway.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TreeBuilderTest {
    private final TreeBuilder builder = new TreeBuilder(7);

    @Test
    void makesMissingParentsWithTheGivenTime() {
        builder.put(file("a/b/c", "x"));

        assertThat(paths()).containsExactly("a", "a/b", "a/b/c");
        assertThat(at("a/b").attributes()).isEqualTo(Attributes.of(0755, 7));
    }

    @Test
    void followsLinksInParents() {
        builder.put(directory("usr/lib"));
        builder.put(link("lib", "usr/lib"));

        assertThat(builder.put(file("lib/x", "x"))).isEqualTo("usr/lib/x");
        assertThat(at("lib/x").path()).isEqualTo("usr/lib/x");
        assertThat(at("lib").node()).isEqualTo(new Node.Symlink("usr/lib"));
    }

    @Test
    void goesUpFromWhereALinkLedAndNotFromWhereItStands() {
        builder.put(directory("deep/down/here"));
        builder.put(link("near", "deep/down"));
        builder.put(link("via", "near/../side"));

        // near/.. is deep, not the root.
        assertThat(builder.put(file("via/x", "x"))).isEqualTo("deep/side/x");
    }

    @Test
    void staysInsideTheRootLikeAChroot() {
        builder.put(link("out", "../../../../etc"));
        builder.put(link("abs", "/../srv"));

        assertThat(builder.put(file("out/passwd", "x"))).isEqualTo("etc/passwd");
        assertThat(builder.put(file("abs/x", "x"))).isEqualTo("srv/x");
    }

    @Test
    void makesTheDirectoryADanglingLinkPointsTo() {
        builder.put(link("var/run", "/run"));

        assertThat(builder.put(file("var/run/pid", "1"))).isEqualTo("run/pid");
        assertThat(paths()).containsExactly("run", "run/pid", "var", "var/run");
    }

    @Test
    void refusesLinksThatLeadInCircles() {
        builder.put(link("a", "b"));
        builder.put(link("b", "a"));

        assertThatThrownBy(() -> builder.put(file("a/x", "x")))
                .isInstanceOf(TooManyLinks.class)
                .hasMessageContaining("path 'a'");
        assertThat(builder.get("a/x")).isNull();
    }

    @Test
    void replacesALinkToADirectoryByADirectory() {
        builder.put(file("usr/lib/x", "x"));
        builder.put(link("lib", "usr/lib"));
        builder.put(directory("lib"));

        assertThat(at("lib").isDirectory()).isTrue();
        assertThat(builder.put(file("lib/y", "y"))).isEqualTo("lib/y");
        assertThat(paths()).containsExactly("lib", "lib/y", "usr", "usr/lib", "usr/lib/x");
    }

    @Test
    void replacesADirectoryAndAllBeneathByAFileAndBack() {
        builder.put(file("a/b/c", "x"));
        builder.put(file("a-b", "near in order"));
        builder.put(file("a", "now a file"));
        assertThat(paths()).containsExactly("a", "a-b");

        builder.put(file("a/d", "a directory again"));
        assertThat(paths()).containsExactly("a", "a-b", "a/d");
    }

    @Test
    void keepsWhatADirectoryHoldsWhenItsAttributesChange() {
        builder.put(file("a/b", "x"));
        builder.put(new Entry("a", Attributes.of(0700, 9), new Node.Directory(), Origin.NONE));

        assertThat(paths()).containsExactly("a", "a/b");
        assertThat(at("a").attributes().mode()).isEqualTo(0700);
    }

    @Test
    void removesBeneathAPathAndNothingBesideIt() {
        for (String path : List.of("a/b", "a/b/c", "a-/x", "a0/x", "a/bc")) {
            builder.put(path.endsWith("b") ? directory(path) : file(path, "x"));
        }
        builder.remove("a/b");
        assertThat(paths()).containsExactly("a", "a-", "a-/x", "a/bc", "a0", "a0/x");

        builder.removeBeneath("");
        assertThat(paths()).isEmpty();
    }

    @Test
    void overlaidTreesDoNotShareInodesByAccident() {
        FileTree lower = new TreeBuilder(0)
                .overlay(tree(file("one", "i", "old"), file("two", "i", "old")))
                .build();
        FileTree both = new TreeBuilder(lower, 0)
                .overlay(tree(file("one", "i", "new"), file("three", "i", "new")))
                .build();

        assertThat(inode(both, "one")).isEqualTo(inode(both, "three")).isNotEqualTo(inode(both, "two"));
    }

    @Test
    void filesOfTwoOverlaidTreesStayTwoFilesEvenIfEqual() {
        FileTree both = new TreeBuilder(0)
                .overlay(tree(file("one", "i", "same")))
                .overlay(tree(file("two", "i", "same")))
                .build();

        assertThat(inode(both, "one")).isNotEqualTo(inode(both, "two"));
    }

    @Test
    void aPutFileIsALinkOfItsInodeOnlyIfItIsTheSameFile() {
        builder.put(file("a", "i", "x"));
        builder.put(file("b", "i", "x"));
        builder.put(file("c", "i", "other"));
        builder.put(file("d", "i", "other"));
        FileTree tree = builder.build();

        assertThat(inode(tree, "a")).isEqualTo(inode(tree, "b"));
        assertThat(inode(tree, "c")).isEqualTo(inode(tree, "d")).isNotEqualTo(inode(tree, "a"));
    }

    private Entry at(String path) {
        return Objects.requireNonNull(builder.get(path), path);
    }

    private List<String> paths() {
        return builder.build().entries().stream().map(Entry::path).toList();
    }

    private static FileTree tree(Entry... entries) {
        TreeBuilder builder = new TreeBuilder(0);
        List.of(entries).forEach(builder::put);
        return builder.build();
    }

    private static String inode(FileTree tree, String path) {
        return ((Node.RegularFile) tree.find(path).orElseThrow().node()).inode();
    }

    private static Entry file(String path, String text) {
        return file(path, path, text);
    }

    private static Entry file(String path, String inode, String text) {
        return new Entry(path, Attributes.of(0644, 1), new Node.RegularFile(Content.of(text), inode), Origin.NONE);
    }

    private static Entry directory(String path) {
        return new Entry(path, Attributes.of(0755, 1), new Node.Directory(), Origin.NONE);
    }

    private static Entry link(String path, String target) {
        return new Entry(path, Attributes.of(0777, 1), new Node.Symlink(target), Origin.NONE);
    }
}
