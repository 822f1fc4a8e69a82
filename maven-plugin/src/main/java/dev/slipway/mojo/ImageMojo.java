package dev.slipway.mojo;

import dev.slipway.goal.BuildSystem;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputFormats;
import dev.slipway.output.format.OutputKind;
import dev.slipway.project.LinuxKitProject;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

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

    @Override
    void run() throws IOException {
        List<LinuxKitProject> projects = system().perPlatform();
        for (LinuxKitProject project : projects) {
            List<OutputKind> kinds = formats(project).stream()
                    .flatMap(format -> format.kinds().stream())
                    .toList();
            claim(names(project), kinds);
        }
        for (LinuxKitProject project : projects) {
            new BuildSystem(unpackingEnvironment(), isFrozen())
                    .run(project, request(project, formats(project)))
                    .forEach(output -> results().system(output, project.lock()));
        }
    }

    private List<OutputFormat> formats(LinuxKitProject project) {
        return OutputFormats.named(formats, settings(project));
    }
}
