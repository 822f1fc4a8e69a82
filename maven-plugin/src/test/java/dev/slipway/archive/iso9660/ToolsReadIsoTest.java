package dev.slipway.archive.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.Tool;
import dev.slipway.archive.image.Generated;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.Digest;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The field's own tools read our volumes, where a machine has them. */
class ToolsReadIsoTest {
    private final Path directory;

    ToolsReadIsoTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void xorrisoReadsEverything() throws Exception {
        FileTree tree = readable(HardTrees.everything());
        write(tree);

        String said = Tool.run(
                directory,
                "xorriso",
                "-osirrox",
                "on",
                "-indev",
                "iso",
                "-extract",
                "/",
                directory.resolve("out").toString());
        assertThat(said).doesNotContain("WARNING", "SORRY", "FAILURE");
        requireSame(tree, directory.resolve("out"));
    }

    @Test
    void xorrisoReadsJoliet() throws Exception {
        FileTree tree = SampleTrees.of(List.of(
                HardTrees.file("grün/日本.txt", new Generated("j", 5000)), HardTrees.file("b", new Generated("b", 0))));
        write(tree);

        String said = Tool.run(
                directory,
                "xorriso",
                "-read_fs",
                "norock",
                "-osirrox",
                "on",
                "-indev",
                "iso",
                "-extract",
                "/",
                directory.resolve("out").toString());
        assertThat(said).doesNotContain("WARNING", "SORRY", "FAILURE");
        requireSame(tree, directory.resolve("out"));
    }

    @Test
    void isoinfoListsBothTrees() throws Exception {
        FileTree tree = readable(HardTrees.everything());
        write(tree);

        long entries = tree.entries().size();
        assertThat(Tool.run(directory, "isoinfo", "-f", "-R", "-i", "iso").lines())
                .hasSize((int) entries);
        long named = tree.entries().stream()
                .filter(entry -> entry.isDirectory() || entry.node() instanceof Node.RegularFile)
                .count();
        assertThat(Tool.run(directory, "isoinfo", "-f", "-J", "-i", "iso").lines())
                .hasSize((int) named);
        assertThat(Tool.run(directory, "isoinfo", "-d", "-i", "iso"))
                .contains("Volume id: TOOLS", "Joliet with UCS level 3 found", "Rock Ridge signatures version 1 found");
    }

    @Test
    void xorrisoReadsAFileOf4GiBAndMore() throws Exception {
        long size = (4L << 30) + 4097;
        write(SampleTrees.of(List.of(HardTrees.file("big", new Generated("big", size)))));

        String said = Tool.run(directory, "xorriso", "-indev", "iso", "-find", "/big", "-exec", "report_lba");
        assertThat(said).contains("Report layout:", Long.toString(size), "'/big'");
        assertThat(Tool.run(directory, "xorriso", "-indev", "iso", "-lsl", "/big"))
                .contains(" " + size + " ");
    }

    // Linux reads link targets of 4 KiB, xorriso and isoinfo do not; and nothing unpacked may lead out of the test's
    // directory.
    private static FileTree readable(FileTree tree) {
        return SampleTrees.of(tree.entries().stream()
                .filter(entry -> !(entry.node() instanceof Node.Symlink link
                        && (link.target().length() > 1000 || link.target().startsWith("/"))))
                .toList());
    }

    private void write(FileTree tree) throws IOException {
        IsoVolume volume = IsoVolume.of(new VolumeId("TOOLS"), HardTrees.TIME, tree);
        ImageBytes.toFile(new Iso9660Writer(volume).plan().image(), directory.resolve("iso"));
    }

    private static void requireSame(FileTree tree, Path out) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        for (Entry entry : tree.entries()) {
            Path file = out.resolve(entry.path());
            if (entry.node() instanceof Node.RegularFile regular) {
                expected.put(entry.path(), Digest.of(regular.content().open()).hex());
                actual.put(entry.path(), Digest.of(Files.newInputStream(file)).hex());
            } else if (entry.node() instanceof Node.Symlink link) {
                expected.put(entry.path(), link.target());
                actual.put(entry.path(), Files.readSymbolicLink(file).toString());
            } else if (entry.isDirectory()) {
                assertThat(file).isDirectory();
            }
        }
        assertThat(actual).isEqualTo(expected);
    }
}
