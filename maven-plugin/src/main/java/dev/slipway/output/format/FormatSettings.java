package dev.slipway.output.format;

import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.output.CompressionSetting;
import java.util.function.Supplier;

/**
 * The settings of all formats, as texts and a key; each format takes what it knows.
 *
 * @param compression of the initrd
 * @param iso how ISO files are to be
 * @param bootLoader reference of the image with the boot loaders
 * @param disk how disks are to be
 * @param signing how unified kernel images are signed; a key is read when one is asked for first
 */
public record FormatSettings(
        CompressionSetting compression, IsoForm iso, String bootLoader, DiskForm disk, Supplier<ImageSigning> signing) {
    /** Settings without a key, at the usual level, and for usual disks. */
    public FormatSettings(String compression, IsoForm iso, String bootLoader) {
        this(CompressionSetting.of(compression), iso, bootLoader, DiskForm.USUAL, () -> ImageSigning.NONE);
    }

    /**
     * Those that the goals have by default.
     *
     * @param bootLoader reference of the image with the boot loaders
     */
    public static FormatSettings of(String bootLoader) {
        return new FormatSettings("auto", IsoForm.USUAL, bootLoader);
    }

    FormatSettings withFirmware(String other) {
        return new FormatSettings(compression, new IsoForm(other, iso.volumeId()), bootLoader, disk, signing);
    }
}
