package dev.slipway.archive.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Tool;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Extent;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ext4WriterTest {
    private static final UUID ID = UUID.fromString("00112233-4455-8677-8899-aabbccddeeff");
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void theBytesAreKnown() throws IOException {
        assertThat(Digest.of(ImageBytes.of(volume(16 * MIB))).hex())
                .isEqualTo("8bf34dd68b7a89744df257122e50862030f66e8004701d438ec31ddae5027543");
    }

    /** One group, a last group of every kind, copies of the superblock, more than one block of descriptors. */
    @ParameterizedTest
    @ValueSource(longs = {16, 129, 131, 1024, 8 * 1024, 20 * 1024 + 7})
    void e2fsckFindsNothingToRepair(long mib) throws Exception {
        ImageBytes.toFile(volume(mib * MIB), folder.resolve("volume"));
        assertThat(Tool.run(folder, "e2fsck", "-fn", "volume")).contains("data: 11/");
        assertThat(Tool.run(folder, "dumpe2fs", "-h", "volume"))
                .contains("Filesystem UUID:          00112233-4455-8677-8899-aabbccddeeff")
                .contains("Filesystem state:         clean")
                .contains("has_journal");
    }

    @Test
    void largeVolumesAreNearlyAllHoles() {
        assertThat(bytes(volume(8L << 30))).isLessThan(200_000);
        assertThat(bytes(volume(2L << 40))).isLessThan(20 * MIB);
    }

    /** Behind 2038, where the 32 bits of a time end. */
    @Test
    void timesGoOnBehind2038() throws Exception {
        BlockImage volume = new Ext4Writer(new Ext4Volume(16 * MIB, ID, "data", 2_208_988_800L)).image();
        ImageBytes.toFile(volume, folder.resolve("volume"));
        assertThat(Tool.run(folder, "debugfs", "-R", "stat <2>", "volume"))
                .contains(" ctime: 0x83aa7e80:00000001", " mtime: 0x83aa7e80:00000001")
                .contains(" atime: 0x83aa7e80:00000001", "crtime: 0x83aa7e80:00000001");
        Tool.run(folder, "e2fsck", "-fn", "volume");
    }

    @Test
    void resize2fsMakesItLarger() throws Exception {
        ImageBytes.toFile(volume(200 * MIB), folder.resolve("volume"));
        Tool.run(folder, "e2fsck", "-fp", "volume");
        Tool.run(folder, "resize2fs", "volume", "700M");
        Tool.run(folder, "e2fsck", "-fn", "volume");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> volume(15 * MIB)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> volume(Ext4Volume.LARGEST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ext4Volume(16 * MIB, ID, "seventeen letters", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long bytes(BlockImage image) {
        return image.extents(1).stream().mapToLong(Extent::length).sum();
    }

    private static BlockImage volume(long size) {
        return new Ext4Writer(new Ext4Volume(size, ID, "data", 1492533000)).image();
    }
}
