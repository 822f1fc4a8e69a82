package dev.slipway.output.iso;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.util.List;

/** Something in the shape of a boot loader package; no machine starts from it. */
final class SampleBootLoader {
    private SampleBootLoader() {}

    static FileTree tree() {
        return SampleTrees.of(List.of(
                file("isolinux/isolinux.bin", "isolinux ".repeat(500)),
                file("isolinux/ldlinux.c32", "ldlinux ".repeat(900)),
                file("isolinux/isohdpfx.bin", "c".repeat(432)),
                file("EFI/BOOT/BOOTX64.EFI", "shim ".repeat(9000)),
                file("EFI/BOOT/grubx64.efi", "grub ".repeat(200_000)),
                file("usr/share/doc/isolinux/copyright", "GPL")));
    }

    static Entry file(String path, String text) {
        return new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(Content.of(text), path), Origin.NONE);
    }
}
