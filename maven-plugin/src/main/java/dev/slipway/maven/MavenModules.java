package dev.slipway.maven;

import dev.slipway.problem.Problem;
import dev.slipway.project.PomFile;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.project.DefaultProjectBuildingRequest;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectBuilder;
import org.apache.maven.project.ProjectBuildingException;
import org.apache.maven.project.ProjectBuildingRequest;
import org.jspecify.annotations.Nullable;

/**
 * The modules of the multi-module project that a project belongs to. In a module's own folder Maven knows that module alone; then the
 * POMs around it say which others there are: those that list this project, directly or by others. The modules are the same in every
 * layout, so that the lock is.
 */
public final class MavenModules {
    private final MavenSession session;
    private final MavenProject project;
    private final ProjectBuilder builder;
    private final Map<String, Optional<MavenProject>> found = new TreeMap<>();
    private @Nullable Map<Path, PomFile> poms;

    public MavenModules(MavenSession session, MavenProject project, ProjectBuilder builder) {
        this.session = session;
        this.project = project;
        this.builder = builder;
    }

    /** The module with these coordinates, whatever its version. */
    synchronized Optional<MavenProject> find(String groupId, String artifactId) {
        return found.computeIfAbsent(groupId + ":" + artifactId, any -> search(groupId, artifactId));
    }

    /** True if this build builds the module, and has not come to its end yet. */
    boolean isToCome(MavenProject module) {
        return session.getProjects().contains(module) && session.getResult().getBuildSummary(module) == null;
    }

    /** The POM from which a build reaches this project and a module; empty if the session began there. */
    Optional<Path> aggregatorOf(MavenProject module) {
        if (session.getAllProjects().contains(module)) {
            return Optional.empty();
        }
        Path file = normalized(module.getFile());
        return aggregators().stream()
                .filter(aggregator -> PomFile.reachable(aggregator).containsKey(file))
                .findFirst();
    }

    private Optional<MavenProject> search(String groupId, String artifactId) {
        if (project.getFile() == null) {
            return Optional.empty();
        }
        Optional<MavenProject> inSession = session.getAllProjects().stream()
                .filter(module -> has(module, groupId, artifactId))
                .findFirst();
        return inSession
                .or(() -> around(groupId, artifactId))
                .filter(module -> module.getFile() != null && isOfTheSameRepository(module));
    }

    private static boolean has(MavenProject module, String groupId, String artifactId) {
        return module.getGroupId().equals(groupId) && module.getArtifactId().equals(artifactId);
    }

    private Optional<MavenProject> around(String groupId, String artifactId) {
        return poms().entrySet().stream()
                .filter(entry -> entry.getValue().artifactId().equals(artifactId))
                .map(entry -> model(entry.getKey()))
                .filter(module -> has(module, groupId, artifactId))
                .findFirst();
    }

    /** The POMs of the whole multi-module project. */
    private Map<Path, PomFile> poms() {
        if (poms == null) {
            Map<Path, PomFile> all = new TreeMap<>();
            aggregators().forEach(aggregator -> all.putAll(PomFile.reachable(aggregator)));
            poms = all;
        }
        return poms;
    }

    /** A line for each POM that may list this project, with what tells whether it was changed. */
    String surroundings() {
        StringBuilder text = new StringBuilder();
        if (project.getFile() != null) {
            for (Path pom : candidates()) {
                File file = pom.toFile();
                text.append(pom)
                        .append(' ')
                        .append(file.length())
                        .append(' ')
                        .append(file.lastModified())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Folders above this project, and its parents on the disk. */
    private Set<Path> candidates() {
        Set<Path> candidates = new LinkedHashSet<>();
        Path own = normalized(project.getFile());
        for (Path folder = own.getParent(); folder != null; folder = folder.getParent()) {
            candidates.add(PomFile.in(folder));
            if (isRepository(folder)) {
                break;
            }
        }
        for (MavenProject parent = project.getParent(); parent != null; parent = parent.getParent()) {
            if (parent.getFile() != null) {
                candidates.add(normalized(parent.getFile()));
            }
        }
        return candidates;
    }

    /** The POMs that list this project, the nearest first. */
    private List<Path> aggregators() {
        Path own = normalized(project.getFile());
        List<Path> listing = new ArrayList<>(candidates());
        listing.removeIf(candidate -> candidate.equals(own)
                || !candidate.toFile().isFile()
                || !PomFile.reachable(candidate).containsKey(own));
        return listing;
    }

    /** Maven's own model, for a version such as <code>${revision}</code> and for the folder of the results. */
    private MavenProject model(Path pom) {
        ProjectBuildingRequest request = new DefaultProjectBuildingRequest(session.getProjectBuildingRequest());
        request.setProcessPlugins(false);
        request.setResolveDependencies(false);
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
        try {
            // Maven 4 looks for a parent on the disk for lists only.
            return builder.build(List.of(pom.toFile()), false, request).get(0).getProject();
        } catch (ProjectBuildingException e) {
            throw Problem.user(
                    pom.toString(),
                    "Maven cannot read this POM",
                    "Correct it, or build from the folder of the POM that lists it as a module.",
                    e);
        }
    }

    /** One commit pins the modules of one repository only. */
    private boolean isOfTheSameRepository(MavenProject module) {
        return Objects.equals(repository(module), repository(project));
    }

    private static @Nullable Path repository(MavenProject module) {
        return Stream.iterate(normalized(module.getFile()).getParent(), Objects::nonNull, Path::getParent)
                .filter(MavenModules::isRepository)
                .findFirst()
                .orElse(null);
    }

    /** A folder in a work tree of its own, and a file in a submodule or a second work tree. */
    private static boolean isRepository(Path folder) {
        return folder.resolve(".git").toFile().exists();
    }

    private static Path normalized(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }
}
