package dev.slipway.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.DamagedCompression;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that are out of the specification somewhere, and that every other tool unpacks; and such that none does. */
class LayersAsTheyAreTest {
    private final List<String> warnings = new ArrayList<>();

    private FileTree tree(byte[] blob) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        LayerReading reading = new LayerReading("layer", LayerLimits.DEFAULT, false, warnings::add);
        LayerIndex index = LayerIndexer.index(new ByteArrayInputStream(blob), new HashingOutputStream(plain), reading);
        byte[] tar = plain.toByteArray();
        return LayerStack.flatten(List.of(
                index.bind((offset, size) -> new ByteArrayInputStream(tar, (int) offset, (int) size), "layer")));
    }

    private static String content(FileTree tree, String path) throws IOException {
        Entry entry = tree.find(path).orElseThrow();
        return new String(((Node.RegularFile) entry.node()).content().bytes(), StandardCharsets.UTF_8);
    }

    private static String inode(FileTree tree, String path) {
        return ((Node.RegularFile) tree.find(path).orElseThrow().node()).inode();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** GNU tar cuts the header's field after 100 bytes, wherever that is. */
    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void ofANameInTwoPlacesOnlyTheOneThatCountsIsDecoded(int format) throws IOException {
        String name = "d/" + "x".repeat(97) + "\u00e5".repeat(20);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setLongFileMode(format);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(5);
            out.putArchiveEntry(entry);
            out.write("hello".getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }
        byte[] tar = bytes.toByteArray();
        // Byte 100 of the name is the first half of a character.
        int header = 1024;
        Arrays.fill(tar, header, header + 100, (byte) 'x');
        tar[header + 99] = (byte) 0xc3;
        fixChecksum(tar, header);
        assertThat(content(tree(tar), name)).isEqualTo("hello");
    }

    private static void fixChecksum(byte[] tar, int header) {
        Arrays.fill(tar, header + 148, header + 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[header + i] & 0xff;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, header + 148, digits.length);
    }

    @Test
    void hardLinksIntoTheFolderOfAufsAreFilesAgain() throws IOException {
        FileTree tree = tree(TarText.tar(
                ".wh..wh.aufs=",
                ".wh..wh.orph/",
                ".wh..wh.plnk/",
                ".wh..wh.plnk/105.123=hello",
                "a=>.wh..wh.plnk/105.123",
                "b=>.wh..wh.plnk/105.123",
                "c=>a"));
        assertThat(tree.entries()).extracting(Entry::path).containsExactly("a", "b", "c");
        assertThat(content(tree, "a")).isEqualTo("hello");
        assertThat(inode(tree, "b")).isEqualTo(inode(tree, "a")).isEqualTo(inode(tree, "c"));
        assertThat(warnings)
                .containsExactly(
                        "layer: it has files of AUFS, an old file system, in it (.wh..wh.); they are left out; it is read anyway");
    }

    @Test
    void aLayerMayEndWithItsLastByteOfContent() throws IOException {
        byte[] tar = TarText.tar("a=1", "b=22");
        assertThat(content(tree(Arrays.copyOf(tar, 3 * 512 + 2)), "b")).isEqualTo("22");
        assertThat(warnings)
                .containsExactly("layer: the archive ends without the padding of its last member; it is read anyway");
        assertThatThrownBy(() -> tree(Arrays.copyOf(tar, 3 * 512 + 1)))
                .hasMessageContaining("ends in the middle of 'b'");
    }

    @Test
    void zerosBehindGzipArePaddingAndOtherBytesAreNot() throws IOException {
        byte[] gzip = gzip(TarText.tar("a=1"));
        assertThat(content(tree(join(gzip, new byte[10_000])), "a")).isEqualTo("1");
        assertThat(warnings)
                .containsExactly("layer: there are zeros after the end of the gzip stream; it is read anyway");
        assertThat(content(tree(join(gzip, gzip(new byte[512]))), "a")).isEqualTo("1");
        assertThatThrownBy(() -> tree(join(gzip, new byte[] {0, 0, 7}))).isInstanceOf(DamagedCompression.class);
        assertThatThrownBy(() -> tree(Arrays.copyOf(gzip, gzip.length - 3))).isInstanceOf(DamagedCompression.class);
    }

    @ParameterizedTest
    @CsvSource({"bzip2,425a68393141592653590000", "lzma,5d00008000ffffffffffffffff00", "lz4,04224d1864400000"})
    void saysHowALayerIsCompressedThatIsNotRead(String name, String hex) {
        byte[] blob = Arrays.copyOf(java.util.HexFormat.of().parseHex(hex), 600);
        assertThatThrownBy(() -> tree(blob))
                .hasMessageContaining("it is compressed with " + name + ", which is not read here");
    }

    @Test
    void aFileNamedLikeACompressionIsATar() throws IOException {
        assertThat(content(tree(TarText.tar("BZh91AY&SY=1")), "BZh91AY&SY")).isEqualTo("1");
    }

    @Test
    void linksInCirclesNameTheLayer() {
        assertThatThrownBy(() -> tree(TarText.tar("a->b", "b->a", "a/x=1")))
                .isInstanceOf(MalformedLayer.class)
                .hasMessageContaining("layer: path 'a'");
    }

    @Test
    void namesAreAsLongAsLinuxTakesThem() throws IOException {
        String longest = ("x".repeat(255) + "/").repeat(15) + "y".repeat(255);
        assertThat(tree(TarText.tar(longest + "=1")).find(longest)).isPresent();
        assertThatThrownBy(() -> tree(TarText.tar("z".repeat(256) + "/a=1")))
                .hasMessageContaining("longer than the 255 bytes");
        assertThatThrownBy(() -> tree(TarText.tar("d/" + longest + "=1")))
                .hasMessageContaining("longer than the 4095 bytes");
    }

    @Test
    void aLayerMayHaveWhatItsLimitAllows() throws IOException {
        byte[] tar = TarText.tar("zeros=" + "0".repeat(2_000_000));
        byte[] small = gzip(tar);
        LayerReading strict = new LayerReading("layer", new LayerLimits(1000, 100_000), true, warning -> {});
        assertThatThrownBy(() -> LayerIndexer.index(
                        new ByteArrayInputStream(small),
                        new HashingOutputStream(OutputStream.nullOutputStream()),
                        strict))
                .hasMessageContaining("that are free on the disk of the store");
        // gzip cannot exceed the ratio.
        LayerReading ratio = new LayerReading("layer", new LayerLimits(1000, Long.MAX_VALUE), false, warning -> {});
        assertThat(LayerIndexer.index(
                                new ByteArrayInputStream(small),
                                new HashingOutputStream(OutputStream.nullOutputStream()),
                                ratio)
                        .members())
                .hasSize(1);
    }
}
