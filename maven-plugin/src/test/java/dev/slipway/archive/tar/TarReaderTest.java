package dev.slipway.archive.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.tar.TarMember.Kind;
import dev.slipway.problem.Problem;
import dev.slipway.tree.SampleTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    private static final String LONG = "directory/".repeat(30) + "file";

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU})
    void readsLongNamesInBothWays(int mode) throws IOException {
        byte[] tar = tar(mode, file(LONG, "one"), link("link", LONG + "2"), file("after", "two"));

        List<TarMember> members = new ArrayList<>();
        List<String> contents = readAll(tar, members);

        assertThat(members).extracting(TarMember::name).containsExactly(LONG, "link", "after");
        assertThat(members.get(1).link()).isEqualTo(LONG + "2");
        assertThat(contents).containsExactly("one", "", "two");
        for (TarMember member : members) {
            assertThat(new String(tar, (int) member.offset(), (int) member.size(), StandardCharsets.UTF_8))
                    .isEqualTo(contents.get(members.indexOf(member)));
        }
    }

    @Test
    void readsBigNumbersOfGnuAndOfPax() throws IOException {
        for (int mode : List.of(TarArchiveOutputStream.BIGNUMBER_STAR, TarArchiveOutputStream.BIGNUMBER_POSIX)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");
            out.setBigNumberMode(mode);
            TarArchiveEntry entry = new TarArchiveEntry("x", TarConstants.LF_FIFO);
            entry.setUserId(0xffff_ffffL);
            entry.setModTime(-2000);
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
            out.close();

            TarMember member = next(reader(bytes.toByteArray()));
            assertThat(member.attributes().uid()).isEqualTo(0xffff_ffffL);
            assertThat(member.attributes().mtime()).isEqualTo(-2);
        }
    }

    @Test
    void keepsEveryByteOfAnExtendedAttribute() throws IOException {
        String body = pax("SCHILY.xattr.security.capability=\u0001\u0000\u00ff\u0080\n") + pax("mtime=5.999");
        TarMember member = next(reader(concat(block("x", 'x', body.length()), padded(body), block("f", '0', 0))));

        assertThat(member.attributes().xattrs()).isEqualTo(Map.of("security.capability", "\u0001\u0000\u00ff\u0080\n"));
        assertThat(member.attributes().mtime()).isEqualTo(5);
    }

    @Test
    void globalRecordsHoldUntilTakenBack() throws IOException {
        String global = pax("uid=7");
        String back = pax("uid=");
        TarReader reader = reader(concat(
                block("g", 'g', global.length()),
                padded(global),
                block("one", '0', 0),
                block("x", 'x', back.length()),
                padded(back),
                block("two", '0', 0)));

        assertThat(next(reader).attributes().uid()).isEqualTo(7);
        assertThat(next(reader).attributes().uid()).isZero();
    }

    @Test
    void aNameWithASlashAtItsEndWasADirectoryBeforePosix() throws IOException {
        assertThat(next(reader(block("old/", '\0', 0))).kind()).isEqualTo(Kind.DIRECTORY);
        assertThat(next(reader(block("old", '\0', 0))).kind()).isEqualTo(Kind.FILE);
    }

    @Test
    void takesAnArchiveWithoutAnEndButNoneCutWithin() throws IOException {
        byte[] whole = tar(TarArchiveOutputStream.LONGFILE_POSIX, file("a", "x".repeat(700)), file("b", ""));

        assertThat(readAll(Arrays.copyOf(whole, 512 + 1024 + 512), new ArrayList<>()))
                .hasSize(2);
        assertThat(readAll(new byte[0], new ArrayList<>())).isEmpty();
        // The content of 'a' ends at 1212; umoci 0.4.7 leaves out the padding behind it.
        assertThat(readAll(Arrays.copyOf(whole, 1212), new ArrayList<>())).hasSize(1);
        assertThat(readAll(Arrays.copyOf(whole, 1535), new ArrayList<>())).hasSize(1);
        for (int cut : new int[] {1, 511, 513, 600, 1211, 1537}) {
            assertThatThrownBy(() -> readAll(Arrays.copyOf(whole, cut), new ArrayList<>()))
                    .isInstanceOf(MalformedTar.class)
                    .hasMessageContaining("ends in the middle");
        }
    }

    /** Skips beyond its end, as a file does. */
    private static InputStream skipping(byte[] bytes, List<Long> skips) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized long skip(long n) {
                skips.add(n);
                super.skip(n);
                return n;
            }
        };
    }

    @Test
    void skipsWhatNobodyReadsAndNoticesACutInIt() throws IOException {
        byte[] whole = tar(TarArchiveOutputStream.LONGFILE_POSIX, file("a", "x".repeat(5000)), file("b", "two"));
        List<Long> skips = new ArrayList<>();
        TarReader reader = new TarReader(skipping(whole, skips), "archive");

        assertThat(next(reader).name()).isEqualTo("a");
        TarMember second = next(reader);
        assertThat(new String(whole, (int) second.offset(), 3, StandardCharsets.UTF_8))
                .isEqualTo("two");
        assertThat(skips).containsExactly(4999L);

        TarReader cut = new TarReader(skipping(Arrays.copyOf(whole, 4000), skips), "archive");
        next(cut);
        assertThatThrownBy(cut::next)
                .isInstanceOf(MalformedTar.class)
                .hasMessageContaining("the archive ends in the middle of 'a'");
    }

    @Test
    void refusesByName() {
        refused(block("hole", 'S', 0), "'hole' is a sparse file");
        String sparse = pax("GNU.sparse.major=1") + pax("GNU.sparse.name=real");
        refused(
                concat(block("x", 'x', sparse.length()), padded(sparse), block("GNUSparseFile.0/real", '0', 0)),
                "'real' is a sparse file");
        refused(block("odd", 'V', 0), "'odd' is of an unknown kind, typeflag 'V'");
        refused(concat(block("dir", '5', 512), new byte[512]), "'dir' has content but is not a file");
        refused(block("caf\u00e9", '0', 0), "a name is not UTF-8: 'caf\\xe9'");
        refused(pathRecord("a\0b"), "a name has a NUL byte in it: 'a\\x00b'");
        refused("this is no archive at all ".repeat(40).getBytes(StandardCharsets.US_ASCII), "not a tar archive");
        byte[] flipped = block("x", '0', 0);
        flipped[3] ^= 1;
        refused(flipped, "a header's checksum is wrong");
    }

    @Test
    void refusesPaxRecordsThatAreNone() {
        for (String body :
                List.of("4 a=\n", "99 a=b\n", "x a=b\n", " a=b\n", "6 abc\n", "6 a=bc", "4 =\n", "0 a=b\n")) {
            refused(concat(block("x", 'x', body.length()), padded(body), block("f", '0', 0)), "pax record");
        }
    }

    @Test
    void damagedBytesAreReadOrRefusedAndNothingElse() throws IOException {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        TarWriter.write(SampleTrees.random(5), sound);
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = sound.toByteArray();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                readAll(Arrays.copyOf(damaged, random.nextInt(damaged.length)), new ArrayList<>());
            } catch (Problem e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static void refused(byte[] tar, String what) {
        assertThatThrownBy(() -> readAll(tar, new ArrayList<>()))
                .isInstanceOf(MalformedTar.class)
                .hasMessageContaining(what)
                .hasMessageContaining("test.tar");
    }

    private static List<String> readAll(byte[] tar, List<TarMember> members) throws IOException {
        List<String> contents = new ArrayList<>();
        TarReader reader = reader(tar);
        for (TarMember member = reader.next(); member != null; member = reader.next()) {
            members.add(member);
            contents.add(new String(reader.content().readAllBytes(), StandardCharsets.UTF_8));
        }
        return contents;
    }

    private static TarMember next(TarReader reader) throws IOException {
        return Objects.requireNonNull(reader.next());
    }

    private static TarReader reader(byte[] tar) {
        return new TarReader(new ByteArrayInputStream(tar), "test.tar");
    }

    private static byte[] pathRecord(String path) {
        String body = pax("path=" + path);
        return concat(block("x", 'x', body.length()), padded(body), block("f", '0', 0));
    }

    private static String pax(String keyAndValue) {
        for (int length = keyAndValue.length() + 3; ; length++) {
            String record = length + " " + keyAndValue + "\n";
            if (record.length() == length) {
                return record;
            }
        }
    }

    private static byte[] padded(String body) {
        return Arrays.copyOf(body.getBytes(StandardCharsets.ISO_8859_1), (body.length() + 511) / 512 * 512);
    }

    private static byte[] block(String name, char type, long size) {
        HeaderBlock block = new HeaderBlock(type);
        block.number(124, 12, size);
        byte[] bytes = block.bytes();
        byte[] raw = name.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(raw, 0, bytes, 0, raw.length);
        return block.bytes();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] tar(int longFiles, Object[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");
        out.setLongFileMode(longFiles);
        for (Object[] member : members) {
            byte[] content = (byte[]) member[1];
            TarArchiveEntry entry = (TarArchiveEntry) member[0];
            entry.setSize(content.length);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }
        out.close();
        return bytes.toByteArray();
    }

    private static Object[] file(String name, String content) {
        return new Object[] {new TarArchiveEntry(name), content.getBytes(StandardCharsets.UTF_8)};
    }

    private static Object[] link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return new Object[] {entry, new byte[0]};
    }
}
