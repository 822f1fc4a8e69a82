package dev.slipway.maven;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;

/**
 * What a module was packaged as.
 *
 * @param isToCome whether this build is still going to package it; what lies in its folder is of an earlier build then
 */
record ModuleFiles(MavenProject module, boolean isToCome) {
    Optional<Path> find(Artifact wanted) {
        Optional<Path> attached = Stream.concat(Stream.of(module.getArtifact()), module.getAttachedArtifacts().stream())
                .filter(artifact -> isSame(artifact, wanted) && artifact.getFile() != null)
                .map(artifact -> artifact.getFile().toPath())
                .filter(file -> file.toFile().isFile())
                .findFirst();
        return isToCome ? attached : attached.or(() -> packagedBefore(wanted));
    }

    private static boolean isSame(org.apache.maven.artifact.Artifact artifact, Artifact wanted) {
        String classifier = artifact.getClassifier() == null ? "" : artifact.getClassifier();
        return artifact.getArtifactHandler().getExtension().equals(wanted.getExtension())
                && classifier.equals(wanted.getClassifier());
    }

    /** Maven's names for what it packages; the version in them says that it is not of another one. */
    private Optional<Path> packagedBefore(Artifact wanted) {
        String classifier = wanted.getClassifier().isEmpty() ? "" : "-" + wanted.getClassifier();
        Path file = Path.of(module.getBuild().getDirectory())
                .resolve(module.getBuild().getFinalName() + classifier + "." + wanted.getExtension());
        return Optional.of(file).filter(packaged -> packaged.toFile().isFile());
    }
}
