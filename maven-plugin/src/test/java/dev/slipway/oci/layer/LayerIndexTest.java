package dev.slipway.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.slipway.archive.DamagedCompression;
import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.SampleTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LayerIndexTest {
    private final byte[] tar = TarText.tar("etc/", "etc/motd=hello", "bin/a=12345", "bin/b=>bin/a", "sh->bin/a");

    @Test
    void plainGzipAndZstdGiveTheSamePlainTarAndIndex() throws IOException {
        byte[] twoMembers = concat(gzip(Arrays.copyOf(tar, 700)), gzip(Arrays.copyOfRange(tar, 700, tar.length)));
        byte[] twoFrames =
                concat(Zstd.compress(Arrays.copyOf(tar, 700)), Zstd.compress(Arrays.copyOfRange(tar, 700, tar.length)));
        LayerIndex plain = index(tar, new ByteArrayOutputStream());
        assertThat(plain.diffId()).isEqualTo(Digest.of(tar));
        assertThat(plain.size()).isEqualTo(tar.length);

        for (byte[] blob : List.of(gzip(tar), Zstd.compress(tar), twoMembers, twoFrames)) {
            ByteArrayOutputStream sink = new ByteArrayOutputStream();
            assertThat(index(blob, sink)).isEqualTo(plain);
            assertThat(sink.toByteArray()).isEqualTo(tar);
        }
    }

    @Test
    void knowsWhereEachFileLiesAndWhatItsBytesAre() throws IOException {
        LayerIndex index = index(tar, OutputStream.nullOutputStream());
        LayerMember motd = member(index, "etc/motd");

        assertThat(motd.tar().name()).isEqualTo("etc/motd");
        assertThat(motd.digest()).isEqualTo(Content.of("hello").digest());
        assertThat(new String(tar, (int) motd.tar().offset(), 5, StandardCharsets.UTF_8))
                .isEqualTo("hello");
    }

    @Test
    void bytesComeBackAndEveryDamageIsNoticed() throws IOException {
        ByteArrayOutputStream every = new ByteArrayOutputStream();
        TarWriter.write(SampleTrees.random(3), every);
        LayerIndex index = index(every.toByteArray(), OutputStream.nullOutputStream());
        byte[] bytes = index.bytes();

        assertThat(LayerIndex.read(bytes)).isEqualTo(index);
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 4;
            assertThatThrownBy(() -> LayerIndex.read(damaged)).isInstanceOf(UnreadableLayerIndex.class);
            byte[] cut = Arrays.copyOf(bytes, i);
            assertThatThrownBy(() -> LayerIndex.read(cut)).isInstanceOf(UnreadableLayerIndex.class);
        }
    }

    @Test
    void whatTheTarHoldsBehindItsEndBelongsToTheDiffId() throws IOException {
        byte[] longer = Arrays.copyOf(tar, tar.length + 5000);
        ByteArrayOutputStream sink = new ByteArrayOutputStream();

        assertThat(index(gzip(longer), sink).diffId()).isEqualTo(Digest.of(longer));
        assertThat(sink.toByteArray()).isEqualTo(longer);
    }

    @Test
    void aTreeWrittenAsTarComesBackAsTheSameTree() throws IOException {
        for (long seed = 20; seed < 28; seed++) {
            FileTree tree = SampleTrees.random(seed);
            ByteArrayOutputStream once = new ByteArrayOutputStream();
            TarWriter.write(tree, once);
            byte[] bytes = once.toByteArray();
            FileTree back = LayerStack.flatten(
                    List.of(index(bytes, OutputStream.nullOutputStream()).bind(LayerStackTest.plain(bytes), "layer")));

            ByteArrayOutputStream twice = new ByteArrayOutputStream();
            TarWriter.write(back, twice);
            assertThat(twice.toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void aDamagedPlainTarIsNoticedWhereItIsRead() throws IOException {
        LayerIndex index = index(tar, OutputStream.nullOutputStream());
        byte[] damaged = tar.clone();
        damaged[(int) member(index, "etc/motd").tar().offset()] = 'j';
        FileTree tree = LayerStack.flatten(List.of(index.bind(LayerStackTest.plain(damaged), "layer x")));

        assertThatThrownBy(() -> content(tree, "etc/motd").bytes())
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("layer x, etc/motd");
        assertThat(content(tree, "bin/a").bytes()).hasSize(5);
    }

    @Test
    void damagedCompressionIsToldAsSuch() throws IOException {
        for (byte[] blob : List.of(gzip(tar), Zstd.compress(tar))) {
            byte[] damaged = blob.clone();
            damaged[blob.length - 7] ^= 1;
            assertThatThrownBy(() -> index(Arrays.copyOf(blob, blob.length - 3), OutputStream.nullOutputStream()))
                    .isInstanceOf(DamagedCompression.class)
                    .hasMessageContaining("layer sha256:test: the ");
            assertThatThrownBy(() -> index(damaged, OutputStream.nullOutputStream()))
                    .isInstanceOf(Problem.class);
        }
    }

    private static LayerMember member(LayerIndex index, String path) {
        for (LayerMember member : index.members()) {
            if (member.tar().name().equals(path)) {
                return member;
            }
        }
        throw new AssertionError(path);
    }

    private static Content content(FileTree tree, String path) {
        Entry entry = tree.find(path).orElseThrow();
        return ((Node.RegularFile) entry.node()).content();
    }

    private static LayerIndex index(byte[] blob, OutputStream sink) throws IOException {
        return LayerIndexer.index(new ByteArrayInputStream(blob), new HashingOutputStream(sink), "layer sha256:test");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
