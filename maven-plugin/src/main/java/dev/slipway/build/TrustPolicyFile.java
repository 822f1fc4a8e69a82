package dev.slipway.build;

import dev.slipway.trust.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The policy on disk. Keys and certificates that it names lie where it says, seen from its own folder. */
record TrustPolicyFile(Path path) {
    static final String NAME = "trust-policy.yml";

    /** The policy of a project, as strict as its settings want it at least. */
    static Policy read(LinuxKitProject project) {
        Path named = project.trust().policy();
        Path path = named != null ? named : project.folder().resolve(NAME);
        Policy policy = named == null && !Files.exists(path) ? Policy.NONE : new TrustPolicyFile(path).read();
        return policy.tightened(project.trust().atLeast());
    }

    private Policy read() {
        return Policy.parse(SpecFiles.text(path), String.valueOf(path.getFileName()), this::bytes);
    }

    private byte[] bytes(String name) {
        Path file = path.toAbsolutePath().resolveSibling(name);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new FileNotRead(file, "there is no such file", e);
        } catch (IOException e) {
            throw new FileNotRead(file, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
