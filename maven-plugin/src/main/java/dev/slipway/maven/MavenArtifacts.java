package dev.slipway.maven;

import dev.slipway.environment.ArtifactNotFound;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.ModuleNotPackaged;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

/**
 * Finds artifacts. Those of modules come from this build, the module's folder or an {@code install} on this machine, and never from
 * another machine: nothing but the commit pins them. All others come as Maven's dependencies do.
 *
 * @param pluginVersion the version of the base packages for which nothing gives one
 */
public record MavenArtifacts(
        RepositorySystem system, MavenSession session, MavenProject project, MavenModules modules, String pluginVersion)
        implements BuildEnvironment.Artifacts {
    /** They are released with the plugin. */
    private static final String BASE_PACKAGES = "dev.slipway.packages";

    @Override
    public Path find(
            String groupId, String artifactId, @Nullable String version, @Nullable String classifier, String type) {
        String wanted = version != null ? version : declaredVersion(groupId, artifactId, type);
        Artifact artifact =
                new DefaultArtifact(groupId, artifactId, classifier == null ? "" : classifier, type, wanted);
        Optional<MavenProject> module = module(groupId, artifactId, wanted);
        if (module.isPresent()) {
            return new ModuleFiles(module.get(), modules.isToCome(module.get()))
                    .find(artifact)
                    .or(() -> modules.isToCome(module.get()) ? Optional.empty() : installed(artifact))
                    .orElseThrow(() -> notPackaged(module.get(), artifact));
        }
        try {
            return resolve(artifact, repositories());
        } catch (ArtifactResolutionException e) {
            throw notFound(artifact, e);
        }
    }

    @Override
    public boolean isModule(String groupId, String artifactId, @Nullable String version) {
        return modules.find(groupId, artifactId)
                .map(module -> version != null ? version : declaredVersion(groupId, artifactId, "oci.tar"))
                .flatMap(wanted -> module(groupId, artifactId, wanted))
                .isPresent();
    }

    @Override
    public String setting() {
        DependencyManagement management = project.getDependencyManagement();
        List<Dependency> managed = management == null ? List.of() : management.getDependencies();
        StringBuilder text = new StringBuilder();
        text.append(session.getRepositorySession().getLocalRepository().getBasedir())
                .append('\n')
                .append(pluginVersion)
                .append('\n')
                .append(session.getAllProjects())
                .append('\n');
        for (Dependency dependency : project.getDependencies()) {
            text.append(dependency.getManagementKey())
                    .append(':')
                    .append(dependency.getVersion())
                    .append('\n');
        }
        for (Dependency dependency : managed) {
            text.append(dependency.getManagementKey())
                    .append(':')
                    .append(dependency.getVersion())
                    .append('\n');
        }
        return text.append(modules.surroundings()).toString();
    }

    /** Another version is another artifact: a repository has it, and the commit does not pin it. */
    private Optional<MavenProject> module(String groupId, String artifactId, String version) {
        return modules.find(groupId, artifactId)
                .filter(module -> module.getVersion().equals(version));
    }

    /** Without remote repositories Maven's local one answers with what this machine has installed, and not with what it has downloaded. */
    private Optional<Path> installed(Artifact artifact) {
        try {
            return Optional.of(resolve(artifact, List.of()));
        } catch (ArtifactResolutionException e) {
            return Optional.empty();
        }
    }

    private Path resolve(Artifact artifact, List<RemoteRepository> repositories) throws ArtifactResolutionException {
        return system.resolveArtifact(
                        session.getRepositorySession(), new ArtifactRequest(artifact, repositories, "slipway"))
                .getArtifact()
                .getFile()
                .toPath();
    }

    private ModuleNotPackaged notPackaged(MavenProject module, Artifact artifact) {
        String reference = reference(artifact);
        if (modules.isToCome(module)) {
            return new ModuleNotPackaged(
                    reference,
                    "this build has not packaged the module " + module.getArtifactId() + " yet",
                    "Run the phase package, and add a dependency of type " + artifact.getExtension()
                            + " on it to the POM, so that Maven builds it first.");
        }
        return new ModuleNotPackaged(
                reference,
                "the module " + module.getArtifactId() + " is not packaged",
                "Run: "
                        + new MavenCommand(session, project, pluginVersion)
                                .packaging(module, modules.aggregatorOf(module))
                        + "     then build again");
    }

    private ArtifactNotFound notFound(Artifact artifact, ArtifactResolutionException cause) {
        return new ArtifactNotFound(
                reference(artifact),
                "no repository has this artifact of type " + artifact.getExtension() + " (" + cause.getMessage() + ")",
                session.isOffline()
                        ? "Run the build once without -o, or install it into the local repository."
                        : "Install it into the local repository, or check the coordinates and the repositories.",
                cause);
    }

    private static String reference(Artifact artifact) {
        return "maven:" + artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
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
                .or(() -> modules.find(groupId, artifactId).map(MavenProject::getVersion))
                .or(() -> groupId.equals(BASE_PACKAGES) ? Optional.of(pluginVersion) : Optional.empty())
                .orElseThrow(() -> new ArtifactNotFound(
                        "maven:" + groupId + ":" + artifactId,
                        "the reference has no version, and no dependency of this project gives one",
                        "Write maven:" + groupId + ":" + artifactId + ":<version>, or add a dependency of type " + type
                                + " to the POM.",
                        null));
    }
}
