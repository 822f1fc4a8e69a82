package dev.slipway.archive.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.image.Generated;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootEntriesTest {
    private static final long LARGEST = 65535 * 512L;

    @Test
    void anEfiImageEndsWhereElToritoCanNoLongerCount() throws IOException {
        assertThat(plan(LARGEST).sizeOf("efi.img")).isEqualTo(LARGEST);
        assertThatThrownBy(() -> plan(LARGEST + 1))
                .isInstanceOf(BootImageTooLarge.class)
                .hasMessageContaining("'efi.img': a boot image of 33553921 bytes; El Torito counts up to 65535 sectors")
                .hasMessageContaining("33553920");
    }

    private static IsoImage plan(long size) throws IOException {
        FileTree tree = SampleTrees.of(List.of(HardTrees.file("efi.img", new Generated("efi", size))));
        return plan(tree, new BootEntry(BootPlatform.EFI, "efi.img", 0, false));
    }

    private static IsoImage plan(FileTree tree, BootEntry entry) throws IOException {
        ElTorito boot = new ElTorito("boot.cat", List.of(entry));
        return new Iso9660Writer(new IsoVolume(new VolumeId("BOOT"), 0, tree, boot, LayoutOptions.COMPACT)).plan();
    }

    @Test
    void aPatchedFileIsNotSharedWithItsTwin() throws IOException {
        Generated content = new Generated("loader", 5000);
        FileTree tree = SampleTrees.of(List.of(HardTrees.file("loader", content), HardTrees.file("twin", content)));
        IsoImage iso = plan(tree, new BootEntry(BootPlatform.BIOS, "loader", 4, true));

        assertThat(iso.offsetOf("loader")).isNotEqualTo(iso.offsetOf("twin"));
    }

    @Test
    void aBootFileMustBeThere() {
        assertThatThrownBy(() -> plan(FileTree.EMPTY, new BootEntry(BootPlatform.BIOS, "gone", 4, false)))
                .hasMessageContaining("no boot file 'gone'");
        assertThatThrownBy(() -> new BootEntry(BootPlatform.BIOS, "x", 65536, false))
                .hasMessageContaining("65536");
    }
}
