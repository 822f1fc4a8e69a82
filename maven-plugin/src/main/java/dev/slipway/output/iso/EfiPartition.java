package dev.slipway.output.iso;

import dev.slipway.archive.fat.FatVolume;
import dev.slipway.archive.fat.FatWriter;
import dev.slipway.archive.fat.VolumeLabel;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.util.HexFormat;

/**
 * The EFI system partition: the boot loader and the way from it to the image's own file system (UEFI 2.10, 13.3). A file of the ISO
 * 9660 volume, El Torito's image for UEFI and a partition of the disk, all three the same bytes.
 */
record EfiPartition(IsoRequest request, String marker) {
    private static final VolumeLabel LABEL = new VolumeLabel("EFI");

    Content content() throws IOException {
        FileSet files = new FileSet(request.timestamp())
                .putAll("EFI", request.bootLoader().efiFiles())
                .put(BootPaths.GRUB_CONFIG, GrubConfig.leading(marker));
        FatVolume volume = new FatVolume(LABEL, serial(request.id()), request.timestamp(), files.tree());
        return new FatWriter(volume).smallest(HybridIso.ALIGNMENT).toContent();
    }

    private static int serial(Digest id) {
        return HexFormat.fromHexDigits(id.hex(), 0, 8);
    }
}
