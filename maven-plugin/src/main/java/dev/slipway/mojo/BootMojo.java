package dev.slipway.mojo;

import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.output.format.DiskForm;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.system.BootLoaderImage;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that makes an image with boot loaders. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class BootMojo extends SystemMojo {
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

    /**
     * Image with the boot loaders. Default: the base package with the plugin's version. Set it in the configuration of the plugin,
     * not of one execution, because {@code resolve} needs it, too, to pin the image in the lock file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.bootLoader")
    private @Nullable String bootLoader;

    /**
     * If true, fails if the boot loader is not in the lock file, and does not change the file. Otherwise the goal pins it there.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.frozen", defaultValue = "false")
    private boolean frozen;

    /** The settings of all formats for a project of one platform. */
    final FormatSettings settings(LinuxKitProject project) {
        String image = BootLoaderImage.of(project, bootLoader, pluginVersion());
        return new FormatSettings(compression(), firmware, volumeId, image, disk(), this::signing);
    }

    /** How disks are to be. */
    DiskForm disk() {
        return DiskForm.USUAL;
    }

    /** How unified kernel images are signed. */
    ImageSigning signing() {
        return ImageSigning.NONE;
    }

    final boolean isFrozen() {
        return frozen;
    }
}
