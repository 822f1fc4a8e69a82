package dev.slipway.archive.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpioWriterTest {
    private static final Attributes PLAIN = Attributes.of(0755, 0x58f63f08);

    @Test
    void writesTheseBytes() throws IOException {
        Node shared = new Node.RegularFile(Content.of("hello"), "i");
        Attributes setuid = PLAIN.withMode(04755).withOwner(1, 2);
        List<Entry> entries = List.of(
                entry("bin", new Node.Directory()),
                new Entry("bin/a", setuid, shared, Origin.NONE),
                entry("bin/sh", new Node.Symlink("a")),
                entry("console", new Node.Device(Node.Device.Kind.CHARACTER, 5, 1)),
                entry("dé", new Node.Fifo()),
                new Entry("z", setuid, shared, Origin.NONE));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();

        assertThat(CpioWriter.write(entries, 721, archive)).isEqualTo(726);
        // magic, inode, mode, uid, gid, links, mtime, size, device, device number, name's size, checksum
        assertThat(text(archive.toByteArray()))
                .isEqualTo(
                        """
                        070701 000002D1 000041ED 00000000 00000000 00000002 58F63F08 00000000 00000000 00000000 00000000 00000000 00000004 00000000|bin...|
                        070701 000002D2 000089ED 00000001 00000002 00000002 58F63F08 00000000 00000000 00000000 00000000 00000000 00000006 00000000|bin/a.|
                        070701 000002D3 0000A1ED 00000000 00000000 00000001 58F63F08 00000001 00000000 00000000 00000000 00000000 00000007 00000000|bin/sh....|a...
                        070701 000002D4 000021ED 00000000 00000000 00000001 58F63F08 00000000 00000000 00000000 00000005 00000001 00000008 00000000|console...|
                        070701 000002D5 000011ED 00000000 00000000 00000001 58F63F08 00000000 00000000 00000000 00000000 00000000 00000004 00000000|dé...|
                        070701 000002D2 000089ED 00000001 00000002 00000002 58F63F08 00000005 00000000 00000000 00000000 00000000 00000002 00000000|z.|hello...
                        070701 00000000 00000000 00000000 00000000 00000001 00000000 00000000 00000000 00000000 00000000 00000000 0000000B 00000000|TRAILER!!!....|
                        """);
        assertThat(archive.size()).isEqualTo(1024);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void commonsCompressReadsWhatWeWrite(long seed) throws IOException {
        FileTree tree = SampleTrees.random(seed);
        CpioArchiveInputStream oracle =
                new CpioArchiveInputStream(new ByteArrayInputStream(write(tree.entries(), 1)), 512, "UTF-8");
        Map<String, Long> inodes = new HashMap<>();
        Map<Long, byte[]> contents = new HashMap<>();
        long lastInode = 0;
        for (Entry entry : tree.entries()) {
            CpioArchiveEntry read = oracle.getNextEntry();
            Attributes attributes = entry.attributes();
            assertThat(read.getName()).isEqualTo(entry.path());
            assertThat(read.getMode() & 07777).isEqualTo(attributes.mode());
            assertThat(read.getUID()).isEqualTo(attributes.uid());
            assertThat(read.getGID()).isEqualTo(attributes.gid());
            assertThat(read.getTime()).isEqualTo(attributes.mtime());
            assertThat(read.isDirectory()).isEqualTo(entry.isDirectory());
            byte[] bytes = oracle.readAllBytes();
            if (entry.node() instanceof Node.RegularFile file) {
                Long known = inodes.putIfAbsent(file.inode(), read.getInode());
                assertThat(known == null || known == read.getInode()).isTrue();
                assertThat(read.getNumberOfLinks()).isEqualTo(names(tree, file.inode()));
                contents.merge(read.getInode(), bytes, (a, b) -> a.length > 0 ? a : b);
            } else if (entry.node() instanceof Node.Symlink link) {
                assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(link.target());
            } else if (entry.node() instanceof Node.Device device) {
                assertThat(read.getRemoteDeviceMaj()).isEqualTo(device.major());
                assertThat(read.getRemoteDeviceMin()).isEqualTo(device.minor());
            }
            if (read.getInode() > lastInode) {
                assertThat(read.getInode()).isEqualTo(++lastInode);
            }
        }
        assertThat(oracle.getNextEntry()).isNull();
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                Long inode = inodes.get(file.inode());
                assertThat(contents.get(inode)).isEqualTo(file.content().bytes());
            }
        }
    }

    @Test
    void segmentsAreWholeArchivesWhoseNumbersFollowOneAnother() throws IOException {
        List<Entry> one = List.of(file("a", "same"), file("b", "same"));
        List<Entry> two = List.of(file("c", "same"));
        ByteArrayOutputStream sink = new ByteArrayOutputStream();

        long next = CpioWriter.write(one, 1, sink);
        assertThat(next).isEqualTo(3);
        assertThat(sink.size() % 512).isZero();
        assertThat(CpioWriter.write(two, next, sink)).isEqualTo(4);
        assertThat(text(sink.toByteArray()).lines().filter(line -> line.contains("TRAILER")))
                .hasSize(2);
    }

    @Test
    void aHostileHostChangesNothing() throws Exception {
        List<Entry> entries = SampleTrees.randomEntries(11);
        List<Entry> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        // The naive ways do differ: numbers by the locale, entries in the order of their coming.
        assertThat(HostileHost.on(() -> String.format("%08d", 12))).isNotEqualTo("00000012");
        assertThat(reversed).isNotEqualTo(entries);
        assertThatThrownBy(() -> write(entries, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("canonical order");

        byte[] here = write(SampleTrees.of(entries).entries(), 1);
        assertThat(HostileHost.on(() -> write(SampleTrees.of(reversed).entries(), 1)))
                .isEqualTo(here);
    }

    @Test
    void refusesWhatTheKernelWouldDropInSilence() {
        refused(entry("n".repeat(256), new Node.Fifo()), "'" + "n".repeat(100), "a name in its path has 256 bytes");
        refused(entry("é".repeat(128), new Node.Fifo()), "256 bytes");
        refused(entry("d/".repeat(2047) + "xx", new Node.Fifo()), "its path has 4096 bytes");
        refused(entry("l", new Node.Symlink("t".repeat(4096))), "a path of 4096 bytes");
        refused(entry("TRAILER!!!", new Node.Fifo()), "a file of this name marks the end");
        refused(new Entry("f", PLAIN.withMtime(-1), new Node.Fifo(), Origin.NONE), "-1 seconds from 1970");
        refused(new Entry("f", PLAIN.withMtime(1L << 32), new Node.Fifo(), Origin.NONE), "4294967296 seconds");
        Entry big = new Entry(
                "var/big", PLAIN, new Node.RegularFile(new Zeros(1L << 32), "i"), new Origin("img:1", "init[0]"));
        refused(big, "init[0] img:1: 'var/big': it has 4294967296 bytes");
    }

    @Test
    void takesWhatIsJustWithinTheLimits() throws IOException {
        Entry longest = entry("d/".repeat(2047) + "x", new Node.Symlink("t".repeat(4095)));
        Entry name = new Entry(
                "n".repeat(255),
                PLAIN.withMtime(0xffff_ffffL).withOwner(0xffff_ffffL, 0),
                new Node.Fifo(),
                Origin.NONE);
        assertThat(write(List.of(longest, name), 1)).hasSizeGreaterThan(4095 + 4095 + 255);

        long[] count = new long[1];
        OutputStream counter = new OutputStream() {
            @Override
            public void write(int b) {
                count[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                count[0] += length;
            }
        };
        Entry large = new Entry("large", PLAIN, new Node.RegularFile(new Zeros(0xffff_ffffL), "i"), Origin.NONE);
        CpioWriter.write(List.of(large), 1, counter);
        assertThat(count[0]).isEqualTo((1L << 32) + 512);
    }

    private static void refused(Entry entry, String... parts) {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        assertThatThrownBy(() -> CpioWriter.write(List.of(entry), 1, sink))
                .isInstanceOf(DoesNotFitCpio.class)
                .hasMessageContainingAll(parts);
        assertThat(sink.size()).isZero();
    }

    /** Many zero bytes that are nowhere. */
    private record Zeros(long size) implements Content {
        @Override
        public Digest digest() {
            return Digest.of(new byte[0]);
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private long left = size;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    int n = (int) Math.min(length, left);
                    left -= n;
                    return n == 0 ? -1 : n;
                }
            };
        }
    }

    private static long names(FileTree tree, String inode) {
        return tree.entries().stream()
                .filter(e -> e.node() instanceof Node.RegularFile file
                        && file.inode().equals(inode))
                .count();
    }

    private static byte[] write(Collection<Entry> entries, long firstInode) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        CpioWriter.write(entries, firstInode, archive);
        return archive.toByteArray();
    }

    /** One line an entry, fields apart, NULs as dots. */
    private static String text(byte[] archive) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < archive.length && archive[at] == '0') {
            String header = new String(archive, at, 110, StandardCharsets.US_ASCII);
            int name = 110 + Integer.parseInt(header.substring(94, 102), 16) + 3 & ~3;
            int data = Integer.parseInt(header.substring(54, 62), 16) + 3 & ~3;
            text.append(header.replaceAll("(?<=^.{6})|(?<=^.{6}(.{8}){1,12})", " ")
                            .strip())
                    .append('|')
                    .append(new String(archive, at + 110, name - 110, StandardCharsets.UTF_8).replace('\0', '.'))
                    .append('|')
                    .append(new String(archive, at + name, data, StandardCharsets.UTF_8).replace('\0', '.'))
                    .append('\n');
            at += name + data;
            while (at < archive.length && archive[at] == 0) {
                at++;
            }
        }
        return text.toString();
    }

    private static Entry file(String path, String text) {
        return new Entry(path, PLAIN, new Node.RegularFile(Content.of(text), path), Origin.NONE);
    }

    private static Entry entry(String path, Node node) {
        return new Entry(path, new Attributes(0755, 0, 0, 0x58f63f08, new TreeMap<>()), node, Origin.NONE);
    }
}
