package dev.slipway.verify;

import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.ProjectFile;
import dev.slipway.trust.policy.Policy;
import java.nio.file.Path;
import java.util.Optional;

/** The policy on disk. Keys and certificates that it names lie where it says, seen from its own folder. */
public record TrustPolicyFile(Path path) {
    static final String NAME = PolicyPlaces.NAME;

    /** The policy of a project, as strict as its settings want it at least. */
    static Policy read(LinuxKitProject project) {
        Policy policy = find(project).map(TrustPolicyFile::read).orElse(Policy.NONE);
        return policy.tightened(project.trust().atLeast());
    }

    /** The policy that the settings name, which has to be there, or the one that lies in the project. */
    static Optional<TrustPolicyFile> find(LinuxKitProject project) {
        Path named = project.trust().policy();
        return (named != null ? Optional.of(named) : PolicyPlaces.find(project)).map(TrustPolicyFile::new);
    }

    private Policy read() {
        return Policy.parse(ProjectFile.text(path), String.valueOf(path.getFileName()), this::bytes);
    }

    private byte[] bytes(String name) {
        return ProjectFile.bytes(path.toAbsolutePath().resolveSibling(name));
    }
}
