package dev.slipway.mojo;

import dev.slipway.output.format.Iso;
import dev.slipway.output.format.IsoForm;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds <code>{finalName}.iso</code>: kernel, initrd and command line in one image that BIOS and UEFI can start, with Secure Boot,
 * from a CD and from a USB stick. Without a classifier it is the main artifact of a project of packaging {@code os-image};
 * otherwise it is attached.
 */
@Mojo(name = "iso", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class IsoMojo extends BootMojo {
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
     * If true, builds no ISO. The main artifact of a project of packaging {@code os-image} is then the lock file, so that kernel
     * and initrd can be installed and deployed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.iso.skip", defaultValue = "false")
    private boolean skipIso;

    @Override
    IsoForm iso() {
        return new IsoForm(firmware, volumeId);
    }

    @Override
    void run() throws IOException {
        if (skipIso) {
            getLog().info("slipway.iso.skip is set: no ISO");
            skipped();
            return;
        }
        build(List.of(Iso.of(settings())));
    }

    @Override
    void skipped() {
        results().noIso(linuxKit().lock());
    }
}
