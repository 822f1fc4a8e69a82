package dev.slipway.mojo;

import dev.slipway.output.format.OutputFormats;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds a disk with kernel, initrd and command line in one or more formats, and attaches the files. BIOS and UEFI start it, with Secure
 * Boot.
 */
@Mojo(name = "disk", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class DiskMojo extends DiskFormMojo {
    /**
     * The formats to build, such as {@code qcow2,vhd}. LinuxKit's names mean the same: {@code qcow2-efi} is {@code qcow2}. A name that is
     * not known is refused with a list of all names.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.disk.formats", defaultValue = "qcow2", required = true)
    private List<String> diskFormats;

    @Override
    void run() throws IOException {
        build(OutputFormats.disks(diskFormats, settings()));
    }
}
