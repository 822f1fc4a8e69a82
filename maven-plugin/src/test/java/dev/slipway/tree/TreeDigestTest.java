package dev.slipway.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeDigestTest {
    private static Entry entry(String path, Node node) {
        return new Entry(path, Attributes.of(0644, 0), node, Origin.NONE);
    }

    private static Entry file(String path, String text, String inode) {
        return entry(path, new Node.RegularFile(Content.of(text), inode));
    }

    @Test
    void namesEverythingThatAnArchiveHolds() {
        Entry entry = file("a", "text", "1");
        Map<String, String> xattrs = Map.of("security.capability", "x");
        Attributes with = new Attributes(0644, 0, 0, 0, new TreeMap<>(xattrs));
        List<Entry> others = List.of(
                file("b", "text", "1"),
                file("a", "other", "1"),
                entry.withAttributes(Attributes.of(0600, 0)),
                entry.withAttributes(Attributes.of(0644, 1)),
                entry.withAttributes(Attributes.of(0644, 0).withOwner(1, 0)),
                entry.withAttributes(with),
                entry("a", new Node.Symlink("text")),
                entry("a", new Node.Device(Node.Device.Kind.CHARACTER, 1, 3)),
                entry("a", new Node.Device(Node.Device.Kind.BLOCK, 1, 3)),
                entry("a", new Node.Fifo()),
                entry("a", new Node.Directory()));
        assertThat(others)
                .extracting(other -> TreeDigest.of(List.of(other)))
                .doesNotHaveDuplicates()
                .doesNotContain(TreeDigest.of(List.of(entry)));
    }

    @Test
    void knowsWhichPathsAreOneFileButNotWhatTheFileIsCalled() {
        List<Entry> linked = List.of(file("a", "text", "here"), file("b", "text", "here"));
        List<Entry> elsewhere = List.of(file("a", "text", "there"), file("b", "text", "there"));
        List<Entry> apart = List.of(file("a", "text", "1"), file("b", "text", "2"));
        assertThat(TreeDigest.of(linked)).isEqualTo(TreeDigest.of(elsewhere)).isNotEqualTo(TreeDigest.of(apart));
    }

    @Test
    void dependsOnTheOrder() {
        Entry a = file("a", "text", "1");
        Entry b = file("b", "text", "2");
        assertThat(TreeDigest.of(List.of(a, b))).isNotEqualTo(TreeDigest.of(List.of(b, a)));
    }
}
