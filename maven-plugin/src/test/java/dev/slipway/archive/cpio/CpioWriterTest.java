package dev.slipway.archive.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;

class CpioWriterTest {
    private static final Attributes PLAIN = Attributes.of(0644, 1492533000);

    @Test
    void everyFieldStandsWhereTheFormatSays() throws IOException {
        Entry file =
                new Entry("bin/a", Attributes.of(04755, 1492533000).withOwner(1, 2), file("hello", "a"), Origin.NONE);
        String archive = new String(write(file), StandardCharsets.ISO_8859_1);
        assertThat(archive)
                .startsWith(
                        "070701" // magic
                                + "00000001" // ino
                                + "000089ED" // mode
                                + "00000001" // uid
                                + "00000002" // gid
                                + "00000001" // nlink
                                + "58F63F08" // mtime
                                + "00000005" // filesize
                                + "00000000" + "00000000" // dev
                                + "00000000" + "00000000" // rdev
                                + "00000006" // namesize
                                + "00000000" // check
                                + "bin/a\0" + "hello\0\0\0" + "070701");
        assertThat(archive.length()).isEqualTo(512);
        assertThat(archive).contains("0000000B00000000TRAILER!!!\0");
    }

    @Test
    void anotherReaderReadsEveryKind() throws IOException {
        List<Entry> entries = List.of(
                entry("dev", new Node.Directory()),
                entry("dev/null", new Node.Device(Node.Device.Kind.CHARACTER, 1, 3)),
                entry("dev/sda", new Node.Device(Node.Device.Kind.BLOCK, 8, 0)),
                entry("naïve ☃", file("snow", "n")),
                entry("pipe", new Node.Fifo()),
                entry("sh", new Node.Symlink("/bin/büsybox")));
        List<String> read = new ArrayList<>();
        for (CpioArchiveEntry entry : read(write(entries.toArray(Entry[]::new)))) {
            read.add(Long.toOctalString(entry.getMode()) + " " + entry.getRemoteDeviceMaj() + ","
                    + entry.getRemoteDeviceMin() + " " + entry.getSize() + " " + entry.getName());
        }
        assertThat(read)
                .containsExactly(
                        "40644 0,0 0 dev",
                        "20644 1,3 0 dev/null",
                        "60644 8,0 0 dev/sda",
                        "100644 0,0 4 naïve ☃",
                        "10644 0,0 0 pipe",
                        "120644 0,0 13 sh");
    }

    @Test
    void hardLinksShareAnInodeAndTheLastNameHasTheData() throws IOException {
        List<CpioArchiveEntry> read = read(write(
                entry("a", file("data", "shared")),
                entry("b", file("data", "alone")),
                entry("c", file("data", "shared")),
                entry("d", file("data", "shared"))));
        assertThat(read).extracting(CpioArchiveEntry::getInode).containsExactly(1L, 2L, 1L, 1L);
        assertThat(read).extracting(CpioArchiveEntry::getNumberOfLinks).containsExactly(3L, 1L, 3L, 3L);
        assertThat(read).extracting(CpioArchiveEntry::getSize).containsExactly(0L, 4L, 0L, 4L);
    }

    @Test
    void fourGibibytesAreRefusedByName() {
        Node huge = new Node.RegularFile(new SizedContent(1L << 32), "h");
        assertThatThrownBy(() -> write(entry("var/huge", huge)))
                .isInstanceOf(EntryDoesNotFit.class)
                .hasMessage(
                        "initrd entry 'var/huge': it has 4294967296 bytes; a file in an initrd can have 4294967295\n"
                                + "  Keep the file out of the initrd, for instance on a disk that the system mounts.");
    }

    @Test
    void aNameThatTheKernelWouldSkipIsRefused() throws IOException {
        String longest = "d/".repeat(2047) + "x";
        assertThat(read(write(entry(longest, new Node.Fifo())))).hasSize(1);
        assertThatThrownBy(() -> write(entry(longest + "y", new Node.Fifo())))
                .isInstanceOf(EntryDoesNotFit.class)
                .hasMessageContaining("4096 bytes long");
    }

    @Test
    void timesBeyond32BitsAreRefused() {
        for (long mtime : new long[] {-1, 1L << 32}) {
            Entry entry = new Entry("f", PLAIN.withMtime(mtime), new Node.Fifo(), Origin.NONE);
            assertThatThrownBy(() -> write(entry)).isInstanceOf(EntryDoesNotFit.class);
        }
    }

    private static byte[] write(Entry... entries) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        CpioWriter.write(List.of(entries), sink);
        return sink.toByteArray();
    }

    private static List<CpioArchiveEntry> read(byte[] archive) throws IOException {
        List<CpioArchiveEntry> entries = new ArrayList<>();
        try (CpioArchiveInputStream in = new CpioArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
            for (CpioArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static Entry entry(String path, Node node) {
        return new Entry(path, PLAIN, node, Origin.NONE);
    }

    private static Node.RegularFile file(String text, String inode) {
        return new Node.RegularFile(Content.of(text), inode);
    }

    /** A content that must not be read. */
    private record SizedContent(long size) implements Content {
        @Override
        public Digest digest() {
            return Digest.of(new byte[0]);
        }

        @Override
        public InputStream open() {
            throw new AssertionError("read");
        }
    }
}
