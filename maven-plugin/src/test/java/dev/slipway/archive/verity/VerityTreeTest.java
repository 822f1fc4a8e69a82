package dev.slipway.archive.verity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Tool;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.content.IOConsumer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerityTreeTest {
    private static final UUID ID = UUID.fromString("00112233-4455-8677-8899-aabbccddeeff");
    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};

    @TempDir
    private Path folder;

    @Test
    void theRootHashIsKnown() throws IOException {
        assertThat(VerityTree.of(data(129), SALT, ID, VerityTreeTest::inMemory).rootHash())
                .isEqualTo("1a96b0d1daf2cd8dd843880b3b0202229e0ce81849417f80492c3ddd6fa923b4");
    }

    /** One block, one level, its border, two levels, three. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 128, 129, 16_385})
    void veritysetupMakesTheSameTreeAndVerifiesIt(int blocks) throws Exception {
        BlockImage data = data(blocks);
        VerityTree tree = VerityTree.of(data, SALT, ID, VerityTreeTest::inMemory);
        ImageBytes.toFile(data, folder.resolve("data"));
        ImageBytes.toFile(tree.image(), folder.resolve("hashes"));
        Tool.run(folder, "veritysetup", "verify", "data", "hashes", tree.rootHash());
        String said =
                Tool.run(folder, "veritysetup", "format", "--salt=0102030405060708", "--uuid=" + ID, "data", "theirs");
        assertThat(said).contains(tree.rootHash());
        assertThat(folder.resolve("theirs")).hasSameBinaryContentAs(folder.resolve("hashes"));
    }

    @Test
    void aFlippedByteIsFound() throws Exception {
        VerityTree tree = VerityTree.of(data(200), SALT, ID, VerityTreeTest::inMemory);
        byte[] bytes = ImageBytes.of(data(200));
        bytes[123_456] ^= 1;
        Files.write(folder.resolve("data"), bytes);
        ImageBytes.toFile(tree.image(), folder.resolve("hashes"));
        assertThat(Tool.failing(folder, "veritysetup", "verify", "data", "hashes", tree.rootHash()))
                .contains("Verification failed at position 122880.");
    }

    @Test
    void onlyWholeBlocksHaveATree() {
        assertThatThrownBy(() -> VerityTree.of(BlockImage.ofSize(4097), SALT, ID, VerityTreeTest::inMemory))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Content inMemory(IOConsumer<OutputStream> maker) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        maker.accept(bytes);
        return Content.of(bytes.toByteArray());
    }

    /** The first blocks have bytes; so a large device costs nothing to keep. */
    private static BlockImage data(int blocks) {
        byte[] bytes = new byte[Math.min(blocks, 200) * VerityTree.BLOCK];
        new Random(5).nextBytes(bytes);
        return BlockImage.ofSize((long) blocks * VerityTree.BLOCK).with(0, Piece.of(bytes));
    }
}
