package dev.slipway.mojo;

import dev.slipway.environment.MemorySize;
import dev.slipway.maven.OutputTimestamp;
import dev.slipway.output.format.OutputKind;
import dev.slipway.packaging.PackageImage;
import dev.slipway.packaging.PackageRequest;
import dev.slipway.result.OutputNames;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds an OCI image out of Debian packages, archives, directories and files, by a recipe; without Docker and without root. Writes
 * <code>{finalName}.oci.tar</code>, an OCI image layout in a plain tar, and attaches it.
 */
@Mojo(name = "package", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class PackageMojo extends StoreMojo {
    /**
     * The recipe. Where it is missing in a project that has other modules below it, there is nothing to do.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.recipe", defaultValue = "${basedir}/package.yml", required = true)
    private File recipe;

    /**
     * Folder of the image.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /**
     * First part of the image's file name. By default the project's final name; without a POM the name of the recipe's folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.finalName", defaultValue = "${project.build.finalName}")
    private String finalName;

    /**
     * Tells this image from those of other executions in the same project: it stands after the final name in the file's name, and is
     * the classifier of the artifact.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.classifier")
    private @Nullable String classifier;

    /**
     * The image's tag in its layout ({@code org.opencontainers.image.ref.name}).
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.package.ref", defaultValue = "${project.version}")
    private @Nullable String ref;

    /**
     * Address of a Debian archive. By default the first one that the machine's APT is configured for.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.debianMirror")
    private @Nullable String debianMirror;

    /**
     * Moves the pins of {@code package.lock}: {@code all}, or a pattern over package names. A recipe without that file gets one at its
     * first build.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.update")
    private @Nullable String update;

    /**
     * Fails if {@code package.lock} would change, and leaves it alone.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.frozen", defaultValue = "false")
    private boolean frozen;

    /**
     * Time of the image, which no file in it exceeds. By default LinuxKit's, 2017-04-18T16:30:00Z.
     *
     * @since 0.1.0
     */
    @Parameter(property = "project.build.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    /**
     * What an archive or a Debian package may have when it is unpacked, however small it is compressed: a number with {@code K},
     * {@code M} or {@code G}. A larger one is unpacked up to 1032 times its compressed size, which is all that gzip can reach;
     * what exceeds both is refused as a decompression bomb. Only zstd and xz over files full of zeros come so far.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.layerLimit", defaultValue = "256M")
    private String layerLimit;

    @Override
    void run() throws IOException {
        if (!recipe.exists() && (isAggregator() || isOfAnotherModule(recipe))) {
            getLog().debug("no recipe here: nothing to do");
            return;
        }
        String folder = recipe.getAbsoluteFile().getParentFile().getName();
        OutputNames names = OutputNames.of(outputDirectory.toPath(), outputName(finalName, folder))
                .withClassifier(classifier);
        claim(names, PackageImage.KINDS);
        new PackageImage(environment().withLayerLimit(MemorySize.parse(layerLimit, "slipway.layerLimit")))
                .build(PackageRequest.of(recipe.toPath(), names, OutputTimestamp.parse(outputTimestamp))
                        .withRefName(ref)
                        .withDebianMirror(debianMirror)
                        .withUpdate(update)
                        .withFrozen(frozen));
        results().attach(names, OutputKind.IMAGE);
    }
}
