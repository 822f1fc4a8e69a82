package dev.slipway.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    @Test
    void originsComeInTheOrderOfTheSections() {
        List<Segment> segments = Segments.of(tree(
                file("z", "files[1]"),
                file("a", "services[10]"),
                file("b", "services[2]"),
                file("c", "init[1]"),
                file("d", "init"),
                file("e", "kernel"),
                file("f", "volume[0]"),
                file("y", "files[0]")));
        assertThat(segments)
                .extracting(Segment::name)
                .containsExactly("kernel", "init[0]", "init[1]", "volume[0]", "services[2]", "services[10]", "files");
    }

    @Test
    void aDirectoryIsWrittenOnceByTheFirstSegmentThatNeedsIt() {
        List<Segment> segments = Segments.of(
                tree(directory("etc", "init[1]"), file("etc/early", "init[0]"), file("etc/late", "init[1]")));
        assertThat(paths(segments.get(0))).containsExactly("etc", "etc/early");
        assertThat(paths(segments.get(1))).containsExactly("etc/late");
    }

    @Test
    void theKeyNamesEverythingThatIsWritten() {
        Segment segment = Segments.of(tree(file("a", "init[0]"))).get(0);
        Segment same = Segments.of(tree(file("a", "init[0]"))).get(0);
        assertThat(segment.key("zstd")).isEqualTo(same.key("zstd")).isNotEqualTo(segment.key("gzip"));
        for (Entry other : List.of(
                file("b", "init[0]"),
                file("a", "init[0]").withAttributes(Attributes.of(0600, 0)),
                file("a", "init[0]").withAttributes(Attributes.of(0644, 1)),
                file("a", "init[0]").withAttributes(Attributes.of(0644, 0).withOwner(1, 0)),
                entry("a", "init[0]", new Node.RegularFile(Content.of("other"), "a")),
                entry("a", "init[0]", new Node.Symlink("a")),
                entry("a", "init[0]", new Node.Device(Node.Device.Kind.CHARACTER, 1, 3)),
                entry("a", "init[0]", new Node.Device(Node.Device.Kind.BLOCK, 1, 3)),
                entry("a", "init[0]", new Node.Fifo()),
                directory("a", "init[0]"))) {
            assertThat(Segments.of(tree(other)).get(0).key("zstd"))
                    .as("%s", other)
                    .isNotEqualTo(segment.key("zstd"));
        }
    }

    private static List<String> paths(Segment segment) {
        return segment.entries().stream().map(Entry::path).toList();
    }

    private static FileTree tree(Entry... entries) {
        TreeBuilder builder = new TreeBuilder(0);
        List.of(entries).forEach(builder::put);
        return builder.build();
    }

    private static Entry file(String path, String location) {
        return entry(path, location, new Node.RegularFile(Content.of("x"), path));
    }

    private static Entry directory(String path, String location) {
        return entry(path, location, new Node.Directory());
    }

    private static Entry entry(String path, String location, Node node) {
        return new Entry(path, Attributes.of(0644, 0), node, new Origin("image", location));
    }
}
