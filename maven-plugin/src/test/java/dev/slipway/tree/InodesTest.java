package dev.slipway.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class InodesTest {
    @Test
    void aHardLinkIsAnotherNameOfOneInodeAndADirectoryCountsItsSubdirectories() {
        Attributes attributes = Attributes.of(0644, 7);
        Node file = new Node.RegularFile(Content.of("x"), "i");
        Inodes inodes = Inodes.of(
                SampleTrees.of(List.of(
                        new Entry("a/b-c", attributes, file, Origin.NONE),
                        new Entry("a/b/d", attributes, file, Origin.NONE),
                        new Entry("a/b0", attributes, new Node.Fifo(), Origin.NONE))),
                Attributes.of(0755, 9));
        assertThat(inodes.all().stream().map(each -> each.number() + " " + each.path() + " " + each.links()))
                .containsExactly("1  3", "2 a 3", "3 a/b 2", "4 a/b-c 2", "5 a/b0 1");
        assertThat(inodes.all().get(1).children().stream().map(Inodes.Child::name))
                .containsExactly("b", "b-c", "b0");
        assertThat(inodes.all().get(2).children().get(0).inode())
                .isSameAs(inodes.all().get(3));
        assertThat(inodes.root().parent()).isSameAs(inodes.root());
        assertThat(inodes.root().attributes().mtime()).isEqualTo(9);
    }
}
