package dev.slipway.mojo;

import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.goal.BuildSystem;
import dev.slipway.output.format.DiskForm;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.output.format.IsoForm;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputKind;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.BuiltOutput;
import dev.slipway.system.BootLoaderImage;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that makes an image with boot loaders. */
abstract class BootMojo extends SystemMojo {
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

    /** The settings of all formats. */
    final FormatSettings settings() {
        String image = BootLoaderImage.of(bootLoader, pluginVersion());
        return new FormatSettings(compression(), iso(), image, disk(), this::signing);
    }

    /** How ISO files are to be. */
    IsoForm iso() {
        return IsoForm.USUAL;
    }

    /** How disks are to be. */
    DiskForm disk() {
        return DiskForm.USUAL;
    }

    /** How unified kernel images are signed. */
    ImageSigning signing() {
        return ImageSigning.NONE;
    }

    /** Builds the system of each platform in some formats, and attaches what is built. */
    final void build(List<OutputFormat> formats) throws IOException {
        List<OutputKind> kinds =
                formats.stream().flatMap(format -> format.kinds().stream()).toList();
        List<LinuxKitProject> projects = system().perPlatform();
        projects.forEach(project -> claim(names(project), kinds));
        for (LinuxKitProject project : projects) {
            BuildSystem build = new BuildSystem(unpackingEnvironment(), frozen);
            for (BuiltOutput output : build.run(project, request(project, formats))) {
                results().system(output, project.lock());
            }
        }
    }
}
