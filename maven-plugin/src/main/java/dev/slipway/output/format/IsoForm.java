package dev.slipway.output.format;

/**
 * How an ISO file is to be, as texts.
 *
 * @param firmware what starts it: {@code bios}, {@code efi} or {@code both}
 * @param volumeId the ISO 9660 volume's name
 */
public record IsoForm(String firmware, String volumeId) {
    /** For all firmware, with our name. */
    public static final IsoForm USUAL = new IsoForm("both", "SLIPWAY");
}
