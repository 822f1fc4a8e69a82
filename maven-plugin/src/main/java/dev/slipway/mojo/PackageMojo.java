package dev.slipway.mojo;

import dev.slipway.environment.MemorySize;
import dev.slipway.maven.OutputTimestamp;
import dev.slipway.packaging.PackageImage;
import dev.slipway.packaging.PackageRequest;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds an OCI image from Debian packages, archives, directories and files, as a recipe says; without Docker and without root.
 * Writes <code>{finalName}.oci.tar</code>, an OCI image layout in a tar, and attaches it.
 */
@Mojo(name = "package", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class PackageMojo extends StoreMojo {
    /**
     * The recipe. In a parent project of other modules it may be missing; the goal then does nothing.
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
     * Beginning of the name of the image's file. Default: the project's final name; without a POM, the name of the recipe's folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.finalName", defaultValue = "${project.build.finalName}")
    private String finalName;

    /**
     * Distinguishes this image from those of other executions in the same project. It follows the final name in the name of the
     * file, and is the classifier of the artifact.
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
     * Addresses of Debian archives, separated by commas. A package that the first one does not have is taken from the next one, for
     * example from a snapshot archive. Default: those of the recipe's suites in this machine's APT configuration.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.debianMirror")
    private @Nullable String debianMirror;

    /**
     * Moves the pins of {@code package.lock} to the newest versions: of {@code all} packages, or of those whose names match a
     * pattern. The first build of a recipe writes the file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.update")
    private @Nullable String update;

    /**
     * If true, fails if {@code package.lock} would change, and does not change it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.frozen", defaultValue = "false")
    private boolean frozen;

    /**
     * Creation time of the image, and the latest time of its files: later ones are set to it. Default: 2017-04-18T16:30:00Z, as in
     * LinuxKit.
     *
     * @since 0.1.0
     */
    @Parameter(property = "project.build.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    /**
     * Size up to which every archive and Debian package is unpacked: a number with {@code K}, {@code M} or {@code G}. A larger one
     * is unpacked if it is at most 1032 times its compressed size, the most that gzip can reach; otherwise it is refused as a
     * decompression bomb. Only archives with large files of zeros, compressed with zstd or xz, need a higher limit.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.layerLimit", defaultValue = "256M")
    private String layerLimit;

    @Override
    List<File> files() {
        return List.of(recipe);
    }

    @Override
    void run() throws IOException {
        if (!recipe.exists() && isAggregator()) {
            getLog().debug("no recipe here: nothing to do");
            return;
        }
        String folder = recipe.getAbsoluteFile().getParentFile().getName();
        OutputNames names = OutputNames.of(outputFolder(outputDirectory), outputName(finalName, folder))
                .withClassifier(classifier);
        claim(names, PackageImage.KINDS);
        BuiltOutput image = new PackageImage(
                        environment().withLayerLimit(MemorySize.parse(layerLimit, "slipway.layerLimit")))
                .build(PackageRequest.of(recipe.toPath(), names, OutputTimestamp.parse(outputTimestamp))
                        .withRefName(ref)
                        .withDebianMirror(debianMirror)
                        .withUpdate(update)
                        .withFrozen(frozen));
        results().attach(image);
    }
}
