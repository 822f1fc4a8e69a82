package dev.slipway.output.format;

/**
 * The settings of all formats, as texts; each format takes what it knows.
 *
 * @param compression of the initrd: {@code auto}, {@code zstd}, {@code gzip} or {@code none}
 * @param firmware what starts an image: {@code bios}, {@code efi} or {@code both}
 * @param volumeId the ISO 9660 volume's name
 * @param bootLoader reference of the image with the boot loaders
 */
public record FormatSettings(String compression, String firmware, String volumeId, String bootLoader) {
    /**
     * Those that the goals have by default.
     *
     * @param bootLoader reference of the image with the boot loaders
     */
    public static FormatSettings of(String bootLoader) {
        return new FormatSettings("auto", "both", "SLIPWAY", bootLoader);
    }

    FormatSettings withFirmware(String other) {
        return new FormatSettings(compression, other, volumeId, bootLoader);
    }
}
