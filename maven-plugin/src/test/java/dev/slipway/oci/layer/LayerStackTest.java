package dev.slipway.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.HashingOutputStream;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OCI image-spec, layer.md; each layer is an array of members, the lowest first. */
class LayerStackTest {
    private static final String[] BASE = {"a/", "a/one=1", "a/two=2", "a/sub/", "a/sub/three=3", "b=4"};

    @Test
    void laterLayersAddAndReplace() throws IOException {
        assertThat(text(BASE, new String[] {"a/one=new", "./c/d=5"}))
                .containsExactly("a/", "a/one=new", "a/sub/", "a/sub/three=3", "a/two=2", "b=4", "c/", "c/d=5");
    }

    @Test
    void aWhiteoutTakesAwayWhatIsBelowWithAllBeneath() throws IOException {
        assertThat(text(BASE, new String[] {"a/.wh.sub=", ".wh.b="})).containsExactly("a/", "a/one=1", "a/two=2");
        assertThat(text(BASE, new String[] {".wh.a=", ".wh.nothing=", "no/dir/.wh.x="}))
                .containsExactly("b=4");
    }

    @Test
    void aWhiteoutNeverHidesItsOwnLayerWhereverItStands() throws IOException {
        String[] expected = {"a/", "a/sub/", "a/sub/new=6", "b=7"};
        assertThat(text(BASE, new String[] {".wh.a=", ".wh.b=", "a/sub/new=6", "b=7"}))
                .containsExactly(expected);
        assertThat(text(BASE, new String[] {"a/sub/new=6", "b=7", ".wh.b=", ".wh.a="}))
                .containsExactly(expected);
    }

    @Test
    void anOpaqueDirectoryKeepsOnlyItsOwnLayerWhereverTheMarkStands() throws IOException {
        String[] expected = {"a/", "a/new=6", "a/sub/", "a/sub/x=7", "b=4"};
        assertThat(text(BASE, new String[] {"a/", "a/.wh..wh..opq=", "a/new=6", "a/sub/x=7"}))
                .containsExactly(expected);
        assertThat(text(BASE, new String[] {"a/sub/x=7", "a/new=6", "a/", "a/.wh..wh..opq="}))
                .containsExactly(expected);
        assertThat(text(BASE, new String[] {".wh..wh..opq=", "only=8"})).containsExactly("only=8");
    }

    @Test
    void anOpaqueMarkActsOnEveryLayerBelowAndNoneAbove() throws IOException {
        assertThat(text(BASE, new String[] {"a/four=4"}, new String[] {"a/.wh..wh..opq="}, new String[] {"a/five=5"}))
                .containsExactly("a/", "a/five=5", "b=4");
    }

    @Test
    void aDirectoryThatReplacesALinkIsClearedAndNotWhatTheLinkLedTo() throws IOException {
        String[] lower = {"real/", "real/keep=1", "link->real"};
        assertThat(text(lower, new String[] {"link/", "link/.wh..wh..opq=", "link/.wh.keep=", "link/x=2"}))
                .containsExactly("link/", "link/x=2", "real/", "real/keep=1");
    }

    @Test
    void linksInParentsAreFollowedInsideTheRoot() throws IOException {
        String[] lower = {"usr/lib/", "usr/lib/old=1", "lib->usr/lib", "out->/../../usr", "var/run->/run"};
        assertThat(text(lower, new String[] {"lib/new=2", "lib/.wh.old=", "out/x=3", "var/run/pid=4"}))
                .containsExactly(
                        "lib->usr/lib",
                        "out->/../../usr",
                        "run/",
                        "run/pid=4",
                        "usr/",
                        "usr/lib/",
                        "usr/lib/new=2",
                        "usr/x=3",
                        "var/",
                        "var/run->/run");
    }

    @Test
    void aPathGoesFromDirectoryToLinkAndBack() throws IOException {
        assertThat(text(BASE, new String[] {"a->b"}, new String[] {"a/", "a/back=5"}))
                .containsExactly("a/", "a/back=5", "b=4");
        assertThat(text(BASE, new String[] {"a=file"})).containsExactly("a=file", "b=4");
        assertThat(text(BASE, new String[] {"b/below=5"}))
                .containsExactly("a/", "a/one=1", "a/sub/", "a/sub/three=3", "a/two=2", "b/", "b/below=5");
    }

    @Test
    void theLastOfOneNameWins() throws IOException {
        assertThat(text(new String[] {"x=first", "d/y=1", "x=last", "d->x", "d/", "./x=very last"}))
                .containsExactly("d/", "x=very last");
    }

    @Test
    void hardLinksShareTheInodeInTheirLayerAndAcrossLayers() throws IOException {
        FileTree tree = flatten(BASE, new String[] {"c=>./a/one", "d=>c"}, new String[] {"e=>/d", "a/one=replaced"});

        assertThat(inode(tree, "c")).isEqualTo(inode(tree, "d")).isEqualTo(inode(tree, "e"));
        assertThat(inode(tree, "a/one")).isNotEqualTo(inode(tree, "c"));
        assertThat(text(tree)).contains("a/one=replaced", "c=1", "d=1", "e=1");
    }

    @Test
    void aHardLinkMeansWhatItsTargetWasAtThatMoment() throws IOException {
        assertThat(text(BASE, new String[] {"before=>b", "b=new", "after=>b"}))
                .contains("before=4", "b=new", "after=new");
    }

    @Test
    void aHardLinkFollowsLinksInParentsAndTakesALinkAsItIs() throws IOException {
        assertThat(text(new String[] {"real/f=1", "way->real", "l->nowhere", "x=>way/f", "y=>l"}))
                .contains("x=1", "y->nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=>gone", "x=>a", "x=>/"})
    void aHardLinkWithoutAFileIsRefusedByName(String link) {
        assertThatThrownBy(() -> flatten(BASE, new String[] {link}))
                .isInstanceOf(MalformedLayer.class)
                .hasMessageContaining("layer 1: the hard link 'x' leads to '");
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.=", "a/.wh..=", "a/.wh...="})
    void aWhiteoutOfNothingIsRefused(String whiteout) {
        assertThatThrownBy(() -> flatten(BASE, new String[] {whiteout}))
                .isInstanceOf(MalformedLayer.class)
                .hasMessageContaining("does not name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x=1", "../../a/x=1", "x=>../../b"})
    void aPathOutOfTheRootIsRefused(String member) {
        assertThatThrownBy(() -> flatten(BASE, new String[] {member}))
                .isInstanceOf(MalformedLayer.class)
                .hasMessageContaining("layer 1: '../")
                .hasMessageContaining("leaves the root of the image");
    }

    @Test
    void filesOfAufsAreDropped() throws IOException {
        assertThat(text(new String[] {".wh..wh.plnk/", ".wh..wh.plnk/1=x", ".wh..wh.aufs=", "d/.wh..wh.orph/", "f=1"}))
                .containsExactly("f=1");
    }

    @Test
    void inAnArchiveThatIsNoLayerAWhiteoutIsAFile() throws IOException {
        byte[] tar = TarText.tar("./", "./a=1", ".wh.a=2", "b=>a");
        LayerIndex index = LayerIndexer.index(
                new ByteArrayInputStream(tar), new HashingOutputStream(new ByteArrayOutputStream()), "kernel.tar");

        assertThat(text(index.tree(plain(tar), "kernel.tar"))).containsExactly(".wh.a=2", "a=1", "b=1");
    }

    static PlainLayer plain(byte[] tar) {
        return (offset, size) -> new ByteArrayInputStream(tar, (int) offset, (int) size);
    }

    private static FileTree flatten(String[]... layers) throws IOException {
        List<Layer> bound = new ArrayList<>();
        for (String[] members : layers) {
            byte[] tar = TarText.tar(members);
            String name = "layer " + bound.size();
            bound.add(LayerIndexer.index(
                            new ByteArrayInputStream(tar), new HashingOutputStream(new ByteArrayOutputStream()), name)
                    .bind(plain(tar), name));
        }
        return LayerStack.flatten(bound);
    }

    private static List<String> text(String[]... layers) throws IOException {
        return text(flatten(layers));
    }

    private static List<String> text(FileTree tree) throws IOException {
        List<String> text = new ArrayList<>();
        for (Entry entry : tree.entries()) {
            text.add(entry.path() + text(entry.node()));
        }
        // Whatever was done, one inode stays one file.
        TreeMap<String, String> contents = new TreeMap<>();
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                String digest = file.content().digest().toString();
                assertThat(contents.getOrDefault(file.inode(), digest)).isEqualTo(digest);
                contents.put(file.inode(), digest);
            }
        }
        return text;
    }

    private static String text(Node node) throws IOException {
        if (node instanceof Node.RegularFile file) {
            return "=" + new String(file.content().bytes(), StandardCharsets.UTF_8);
        }
        return node instanceof Node.Symlink link ? "->" + link.target() : "/";
    }

    private static String inode(FileTree tree, String path) {
        return ((Node.RegularFile) tree.find(path).orElseThrow().node()).inode();
    }
}
