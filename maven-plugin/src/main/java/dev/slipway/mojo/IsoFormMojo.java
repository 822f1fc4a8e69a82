package dev.slipway.mojo;

import dev.slipway.output.format.IsoForm;
import org.apache.maven.plugins.annotations.Parameter;

/** The part of the form of every goal that makes an ISO file. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class IsoFormMojo extends BootMojo {
    /**
     * Firmware that can start the image: {@code bios}, {@code efi} or {@code both}. With {@code efi} the file is named
     * <code>{finalName}-efi.iso</code>, as in LinuxKit.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.iso.firmware", defaultValue = "both", required = true)
    private String firmware;

    /**
     * Name of the ISO 9660 volume: at most 32 of the characters A to Z, 0 to 9 and underscore.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.iso.volumeId", defaultValue = "SLIPWAY", required = true)
    private String volumeId;

    @Override
    final IsoForm iso() {
        return new IsoForm(firmware, volumeId);
    }
}
