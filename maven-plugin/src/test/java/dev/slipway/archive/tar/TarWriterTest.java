package dev.slipway.archive.tar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.HostileHost;
import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarWriterTest {
    private static final Attributes FILE = new Attributes(0644, 1, 2, 1492533000, new TreeMap<>());

    @Test
    void writesTheseBytes() throws IOException {
        Node shared = new Node.RegularFile(Content.of("hello"), "i");
        FileTree tree = SampleTrees.of(List.of(
                entry("bin", FILE.withMode(0755), new Node.Directory()),
                entry("bin/a", FILE.withMode(04755), shared),
                entry("bin/b", FILE.withMode(04755), shared),
                entry("bin/sh", FILE.withMode(0777), new Node.Symlink("a")),
                entry("dev/null", FILE, new Node.Device(Node.Device.Kind.CHARACTER, 1, 3)),
                entry("dé", FILE.withOwner(0xffff_fffeL, 0), new Node.Fifo())));

        assertThat(text(write(tree)))
                .isEqualTo(
                        """
                        bin/|0000755|0000001|0000002|00000000000|13075437410|010023| 5|ustar|00|0000000|0000000
                        bin/a|0004755|0000001|0000002|00000000005|13075437410|010170| 0|ustar|00|0000000|0000000
                        hello
                        bin/b|0004755|0000001|0000002|00000000000|13075437410|011076| 1bin/a|ustar|00|0000000|0000000
                        bin/sh|0000777|0000001|0000002|00000000000|13075437410|010520| 2a|ustar|00|0000000|0000000
                        dev/|0000755|0000000|0000000|00000000000|00000000000|007763| 5|ustar|00|0000000|0000000
                        dev/null|0000644|0000001|0000002|00000000000|13075437410|010723| 3|ustar|00|0000001|0000003
                        ././@PaxHeader|0000644|0000000|0000000|00000000036|00000000000|011472| x|ustar|00|0000000|0000000
                        12 path=dé
                        18 uid=4294967294
                        d_|0000644|0000000|0000000|00000000000|13075437410|007551| 6|ustar|00|0000000|0000000


                        """);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void commonsCompressReadsWhatWeWrite(long seed) throws IOException {
        FileTree tree = SampleTrees.random(seed);
        Map<String, String> pathOfInode = new HashMap<>();
        TarArchiveInputStream oracle = new TarArchiveInputStream(new ByteArrayInputStream(write(tree)), "UTF-8");
        for (Entry entry : tree.entries()) {
            TarArchiveEntry read = oracle.getNextEntry();
            assertThat(read.getName()).isEqualTo(entry.path() + (entry.isDirectory() ? "/" : ""));
            assertThat(read.getMode()).isEqualTo(entry.attributes().mode());
            assertThat(read.getLongUserId()).isEqualTo(entry.attributes().uid());
            assertThat(read.getLongGroupId()).isEqualTo(entry.attributes().gid());
            assertThat(read.getLastModifiedTime().toMillis())
                    .isEqualTo(1000 * entry.attributes().mtime());
            if (entry.node() instanceof Node.RegularFile file) {
                String first = pathOfInode.putIfAbsent(file.inode(), entry.path());
                assertThat(read.isLink()).isEqualTo(first != null);
                assertThat(read.getLinkName()).isEqualTo(first == null ? "" : first);
                assertThat(oracle.readAllBytes())
                        .isEqualTo(first == null ? file.content().bytes() : new byte[0]);
            } else if (entry.node() instanceof Node.Symlink link) {
                assertThat(read.isSymbolicLink()).isTrue();
                assertThat(read.getLinkName()).isEqualTo(link.target());
            } else if (entry.node() instanceof Node.Device device) {
                assertThat(read.getDevMajor()).isEqualTo((int) device.major());
                assertThat(read.getDevMinor()).isEqualTo((int) device.minor());
            } else {
                assertThat(read.isDirectory()).isEqualTo(entry.isDirectory());
            }
        }
        assertThat(oracle.getNextEntry()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 150, 255, 256, 257, 4000})
    void namesOfEveryLengthComeBack(int length) throws IOException {
        String flat = "f".repeat(length);
        String deep = ("d".repeat(49) + "/").repeat(length / 50 + 1).substring(0, length - 1) + "e";
        FileTree tree = SampleTrees.of(List.of(
                entry(flat, FILE, new Node.Symlink(flat)),
                entry(deep, FILE, new Node.Directory()),
                entry(deep + "/x", FILE, new Node.Fifo())));

        assertThat(names(write(tree)))
                .containsAll(tree.entries().stream().map(Entry::path).toList());
    }

    @Test
    void numbersBeyondTheFieldsComeBack() throws IOException {
        Attributes extreme = new Attributes(07777, 0xffff_ffffL, 1 << 21, -1, new TreeMap<>());
        FileTree tree = SampleTrees.of(List.of(
                entry("early", extreme, new Node.Fifo()), entry("late", FILE.withMtime(1L << 40), new Node.Fifo())));

        TarReader reader = new TarReader(new ByteArrayInputStream(write(tree)), "test");
        assertThat(Objects.requireNonNull(reader.next()).attributes()).isEqualTo(extreme);
        assertThat(Objects.requireNonNull(reader.next()).attributes().mtime()).isEqualTo(1L << 40);
    }

    @Test
    void aHostileHostChangesNothing() throws Exception {
        List<Entry> entries = SampleTrees.randomEntries(11);
        List<Entry> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        // The naive ways do differ: numbers by the locale, members in the order of their coming.
        assertThat(HostileHost.on(() -> String.format("%d", 12))).isNotEqualTo("12");
        assertThat(reversed).isNotEqualTo(entries);

        byte[] here = write(SampleTrees.of(entries));
        assertThat(HostileHost.on(() -> write(SampleTrees.of(reversed)))).isEqualTo(here);
    }

    private static List<String> names(byte[] tar) throws IOException {
        List<String> names = new ArrayList<>();
        TarReader reader = new TarReader(new ByteArrayInputStream(tar), "test");
        for (TarMember member = reader.next(); member != null; member = reader.next()) {
            names.add(member.name().replaceAll("/$", ""));
        }
        return names;
    }

    private static byte[] write(FileTree tree) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TarWriter.write(tree, tar);
        return tar.toByteArray();
    }

    /** One line for each block, NULs between fields as bars. */
    private static String text(byte[] tar) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < tar.length; at += 512) {
            text.append(new String(tar, at, 512, StandardCharsets.UTF_8)
                            .replaceAll("\0+$", "")
                            .replaceAll("\0+", "|")
                            .stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }

    private static Entry entry(String path, Attributes attributes, Node node) {
        return new Entry(path, attributes, node, Origin.NONE);
    }
}
