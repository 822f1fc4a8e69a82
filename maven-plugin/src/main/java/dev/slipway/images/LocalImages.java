package dev.slipway.images;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.layout.DockerArchiveSource;
import dev.slipway.oci.layout.OciLayoutSource;
import dev.slipway.oci.layout.TarFiles;
import dev.slipway.oci.reference.ArchiveReference;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MavenReference;
import dev.slipway.project.NamedPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Images that lie in files: layouts, archives, Maven artifacts.
 *
 * @param base folder that relative paths count from
 */
record LocalImages(Path base, BuildEnvironment.Artifacts artifacts) {
    /** Type of the artifacts that hold an image, an OCI layout in a plain tar. */
    static final String ARTIFACT_TYPE = "oci.tar";

    ImageSource open(ArchiveReference reference) throws IOException {
        Path path = NamedPath.of(base, reference.path(), reference.canonical());
        if (!Files.exists(path)) {
            throw new LocalImageMissing(reference.canonical(), path);
        }
        return switch (reference.kind()) {
            case OCI -> new OciLayoutSource(reference.canonical(), new DirectoryFiles(path), reference.ref());
            case OCI_ARCHIVE -> archive(reference.canonical(), path, reference.ref());
            case DOCKER_ARCHIVE -> new DockerArchiveSource(reference.canonical(), tar(path), reference.ref());
        };
    }

    ImageSource open(MavenReference reference) throws IOException {
        return archive(reference.canonical(), file(reference), null);
    }

    Path file(MavenReference reference) {
        return artifacts.find(reference.groupId(), reference.artifactId(), reference.version(), null, ARTIFACT_TYPE);
    }

    /** The file that says which image a reference means: as long as nobody touches it, that is the same one. */
    Path evidence(ImageReference reference) {
        if (reference instanceof MavenReference maven) {
            return file(maven);
        }
        ArchiveReference archive = (ArchiveReference) reference;
        Path path = NamedPath.of(base, archive.path(), archive.canonical());
        return archive.kind() == ArchiveReference.Kind.OCI ? path.resolve("index.json") : path;
    }

    /** True for an image that the commit pins, because the multi-module project makes it. */
    boolean isModule(ImageReference reference) {
        return reference instanceof MavenReference maven
                && artifacts.isModule(maven.groupId(), maven.artifactId(), maven.version());
    }

    private static ImageSource archive(String name, Path file, @Nullable String ref) throws IOException {
        return new OciLayoutSource(name, tar(file), ref);
    }

    private static TarFiles tar(Path file) throws IOException {
        return TarFiles.read(file.toString(), offset -> openAt(file, offset));
    }

    private static InputStream openAt(Path file, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return Channels.newInputStream(channel.position(offset));
    }
}
