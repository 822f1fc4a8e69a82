package dev.slipway.archive.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockImageTest {
    @Test
    void fillsUpWithZeros() throws IOException {
        BlockImage image = BlockImage.of(Map.of(2L, piece("ab"), 5L, piece("c")), 8);

        assertThat(text(image)).isEqualTo("..ab.c..");
        assertThat(text(BlockImage.ofSize(3))).isEqualTo("...");
        assertThat(text(BlockImage.ofSize(0))).isEmpty();
        assertThat(text(image.with(4, piece("x")).with(0, piece("")).with(6, piece("yz"))))
                .isEqualTo("..abxcyz");
        try (InputStream byteByByte = image.open()) {
            assertThat(byteByByte.readNBytes(2)).containsOnly(0);
            assertThat(byteByByte.read()).isEqualTo('a');
        }
    }

    @Test
    void refusesPiecesInOneAnother() {
        BlockImage image = BlockImage.of(Map.of(2L, piece("abc")), 8);
        assertThatThrownBy(() -> image.with(4, piece("x"))).hasMessageContaining("overlap at byte 4");
        assertThatThrownBy(() -> image.with(2, piece("x"))).hasMessageContaining("overlap at byte 2");
        assertThatThrownBy(() -> image.with(1, piece("xy"))).hasMessageContaining("overlap at byte 2");
        assertThatThrownBy(() -> image.with(7, piece("xy"))).hasMessageContaining("end at byte 9 of 8");
    }

    @Test
    void aPieceOfAnotherSizeThanPromisedIsNoticed() {
        InputStream source = new ByteArrayInputStream(new byte[5]);
        BlockImage shortened = BlockImage.ofSize(100).with(10, Piece.of(6, () -> source));
        assertThatThrownBy(() -> text(shortened))
                .isInstanceOf(PieceSizeMismatch.class)
                .hasMessageStartingWith("image, byte 10: a part of 6 bytes gave 5 bytes");

        BlockImage grown = BlockImage.ofSize(100).with(10, Piece.of(4, () -> new ByteArrayInputStream(new byte[5])));
        assertThatThrownBy(() -> text(grown))
                .isInstanceOf(PieceSizeMismatch.class)
                .hasMessageContaining("gave more");
    }

    @Test
    void becomesAContent() throws IOException {
        Content content = BlockImage.ofSize(4).with(1, piece("ab")).toContent();

        assertThat(content.size()).isEqualTo(4);
        assertThat(content.digest()).isEqualTo(Digest.of(new byte[] {0, 'a', 'b', 0}));
        assertThat(content.bytes()).containsExactly(0, 'a', 'b', 0);
    }

    @Test
    void opensNothingBeforeItsTurn() throws IOException {
        BlockImage image = BlockImage.ofSize(1L << 40).with(1L << 39, Piece.of(1, () -> {
            throw new IllegalStateException("opened");
        }));
        try (InputStream in = image.open()) {
            assertThat(in.readNBytes(1 << 20)).containsOnly(0);
        }
    }

    @Test
    void anotherImageKeepsItsHoles() throws IOException {
        BlockImage inner = BlockImage.of(Map.of(1L, piece("ab"), 5L, piece("c")), 7);
        BlockImage outer = BlockImage.ofSize(10).with(2, inner);

        assertThat(text(outer)).isEqualTo("...ab..c..");
        assertThat(outer.extents(1)).containsExactly(new Extent(3, 2), new Extent(7, 1));
        assertThatThrownBy(() -> outer.with(2, inner)).hasMessageContaining("overlap at byte 3");
        assertThatThrownBy(() -> outer.with(4, inner)).hasMessageContaining("end at byte 11 of 10");
        assertThat(text(outer.ofAtLeast(12))).isEqualTo("...ab..c....");
        assertThat(outer.ofAtLeast(2).size()).isEqualTo(10);
    }

    @Test
    void extentsAreWholeUnitsThatPiecesTouch() {
        BlockImage image = BlockImage.of(Map.of(3L, piece("abcde"), 17L, piece("x"), 26L, piece("yz")), 30);

        assertThat(image.extents(1)).containsExactly(new Extent(3, 5), new Extent(17, 1), new Extent(26, 2));
        assertThat(image.extents(4)).containsExactly(new Extent(0, 8), new Extent(16, 4), new Extent(24, 4));
        assertThat(image.extents(8)).containsExactly(new Extent(0, 8), new Extent(16, 14));
        assertThat(image.extents(64)).containsExactly(new Extent(0, 30));
        assertThat(BlockImage.ofSize(8).extents(4)).isEmpty();
    }

    @Test
    void aPartIsWhatTheWholeHasThere() throws IOException {
        BlockImage image = BlockImage.of(Map.of(2L, piece("abc"), 5L, piece("d"), 8L, piece("ef")), 12);
        String whole = text(image);
        for (int from = 0; from <= 12; from++) {
            for (int to = from; to <= 12; to++) {
                try (InputStream in = image.open(from, to - from)) {
                    String part = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace('\0', '.');
                    assertThat(part).as("%s to %s", from, to).isEqualTo(whole.substring(from, to));
                }
            }
        }
        assertThatThrownBy(() -> image.open(8, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Piece piece(String text) {
        return Piece.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(BlockImage image) throws IOException {
        return new String(ImageBytes.of(image), StandardCharsets.US_ASCII).replace('\0', '.');
    }
}
