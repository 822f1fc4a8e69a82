package dev.slipway.mojo;

import dev.slipway.build.ArtifactNotFound;
import dev.slipway.build.Machine;
import dev.slipway.build.ModuleNotPackaged;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.jspecify.annotations.Nullable;

/** Resolves artifacts the way Maven resolves dependencies: reactor, local repository, the project's remote repositories. */
record MavenArtifacts(RepositorySystem system, MavenSession session, MavenProject project)
        implements Machine.Artifacts {
    @Override
    public Path find(
            String groupId, String artifactId, @Nullable String version, @Nullable String classifier, String type) {
        String wanted = version != null ? version : declaredVersion(groupId, artifactId, type);
        Artifact artifact =
                new DefaultArtifact(groupId, artifactId, classifier == null ? "" : classifier, type, wanted);
        try {
            return system.resolveArtifact(
                            session.getRepositorySession(), new ArtifactRequest(artifact, repositories(), "slipway"))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw notFound("maven:" + groupId + ":" + artifactId + ":" + wanted, artifact, e);
        }
    }

    private ArtifactNotFound notFound(String reference, Artifact artifact, ArtifactResolutionException cause) {
        boolean isModule = session.getProjects().stream()
                .anyMatch(module -> module.getGroupId().equals(artifact.getGroupId())
                        && module.getArtifactId().equals(artifact.getArtifactId())
                        && module.getVersion().equals(artifact.getVersion()));
        if (isModule) {
            return new ModuleNotPackaged(reference, artifact.getArtifactId(), artifact.getExtension(), cause);
        }
        return new ArtifactNotFound(
                reference,
                "no repository has this artifact of type " + artifact.getExtension() + " (" + cause.getMessage() + ")",
                session.isOffline()
                        ? "Run the build once without -o, or build the module that makes it."
                        : "Build the module that makes it (mvn -am), or check the coordinates and the repositories.",
                cause);
    }

    /** The boot loaders come from where the plugin came from, and a project need not name that place twice. */
    private List<RemoteRepository> repositories() {
        return Stream.concat(
                        project.getRemoteProjectRepositories().stream(), project.getRemotePluginRepositories().stream())
                .distinct()
                .toList();
    }

    private String declaredVersion(String groupId, String artifactId, String type) {
        DependencyManagement management = project.getDependencyManagement();
        Stream<Dependency> managed = management == null ? Stream.empty() : management.getDependencies().stream();
        return Stream.concat(project.getDependencies().stream(), managed)
                .filter(dependency -> dependency.getGroupId().equals(groupId)
                        && dependency.getArtifactId().equals(artifactId)
                        && List.of(type, "jar").contains(dependency.getType()))
                .map(Dependency::getVersion)
                .findFirst()
                .orElseThrow(() -> new ArtifactNotFound(
                        "maven:" + groupId + ":" + artifactId,
                        "the reference has no version, and no dependency of this project gives one",
                        "Write maven:" + groupId + ":" + artifactId + ":<version>, or add a dependency of type " + type
                                + " to the POM.",
                        null));
    }
}
