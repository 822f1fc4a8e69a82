package dev.slipway.mojo;

import dev.slipway.output.format.DiskForm;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputFormats;
import dev.slipway.project.LinuxKitProject;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds the locked images in one or more formats, and attaches the files. The goals {@code initrd}, {@code iso} and {@code tar} are this
 * goal for one format each.
 */
@Mojo(name = "image", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class ImageMojo extends SigningMojo {
    /**
     * The formats to build, by LinuxKit's names, such as {@code kernel+initrd,iso-efi}. A name that is not known is refused with a list of
     * all names.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.formats", required = true)
    private List<String> formats;

    /**
     * Size that a disk has at least, such as {@code 8G}. Without it a disk is as large as what is on it. The room behind its partitions
     * stays free, and costs nothing in the formats qcow2, vhd-dynamic, vhdx, vmdk and ova.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.size")
    private @Nullable String diskSize;

    /**
     * Bytes of a sector of the machine's disk: 512, or 4096 for disks of the kind 4Kn. A disk with large sectors is started by UEFI only.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.sectorSize", defaultValue = "512", required = true)
    private int diskSectorSize;

    @Override
    void run() throws IOException {
        build(this::formats);
    }

    @Override
    DiskForm disk() {
        return DiskForms.of(diskSize, diskSectorSize);
    }

    private List<OutputFormat> formats(LinuxKitProject project) {
        return OutputFormats.named(formats, settings(project));
    }
}
