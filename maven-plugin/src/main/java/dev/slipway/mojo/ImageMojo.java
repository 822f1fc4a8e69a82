package dev.slipway.mojo;

import dev.slipway.output.format.IsoForm;
import dev.slipway.output.format.OutputFormats;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds the locked images in one or more formats, and attaches the files. The goals {@code initrd}, {@code iso}, {@code tar} and
 * {@code disk} each make some of these formats.
 */
@Mojo(name = "image", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class ImageMojo extends DiskFormMojo {
    /**
     * The formats to build, by LinuxKit's names, such as {@code kernel+initrd,iso-efi}. A name that is not known is refused with a list of
     * all names.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.formats", required = true)
    private List<String> formats;

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
    IsoForm iso() {
        return new IsoForm(firmware, volumeId);
    }

    @Override
    void run() throws IOException {
        build(OutputFormats.named(formats, settings()));
    }
}
