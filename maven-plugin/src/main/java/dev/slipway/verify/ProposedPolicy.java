package dev.slipway.verify;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.LockFile;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Trust;
import dev.slipway.spec.container.ImageField;
import dev.slipway.trust.policy.Policy;
import dev.slipway.trust.policy.TrustSection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way out for a YAML of before 2021. Its section {@code trust} names images that a server had to prove which is no longer asked, so
 * the goals that build refuse them until a policy says what is enough. {@code resolve} says so at once, with the policy.
 */
public final class ProposedPolicy {
    private final BuildEnvironment environment;
    private final LinuxKitProject project;
    private final Trust trust;
    private final List<ImageReference> unruled;
    private final String rules;

    private ProposedPolicy(
            BuildEnvironment environment, LinuxKitProject project, Trust trust, List<ImageReference> unruled) {
        this.environment = environment;
        this.project = project;
        this.trust = trust;
        this.unruled = unruled;
        this.rules = section(trust).scopesFor(unruled).stream()
                .map(scope -> "- scope: " + scope + "\n  require: {pinned: {}}\n")
                .collect(Collectors.joining());
    }

    /** Empty if the YAML names no image that only a new rule lets through. */
    public static Optional<ProposedPolicy> of(BuildEnvironment environment, LinuxKitProject project, LinuxKit spec) {
        Trust trust = spec.trust();
        if (trust == null) {
            return Optional.empty();
        }
        Policy policy = TrustPolicyFile.read(project);
        TrustSection section = section(trust);
        List<ImageReference> unruled = spec.images().stream()
                .map(ImageField::reference)
                .filter(section::names)
                .filter(reference -> policy.rule(reference).isEmpty())
                .filter(reference -> !policy.listedMayBePinned() && !hasDigest(reference))
                .distinct()
                .toList();
        return unruled.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProposedPolicy(environment, project, trust, unruled));
    }

    private static TrustSection section(Trust trust) {
        return new TrustSection(trust.images(), trust.organisations());
    }

    private static boolean hasDigest(ImageReference reference) {
        return reference instanceof RegistryReference registry && registry.digest() != null;
    }

    /** The whole file. */
    private String text() {
        return "# What 'trust' names in the YAML is used as " + lock()
                + " pins it: the bytes are known, but not who made them.\n"
                + "version: 1\nrules:\n" + rules;
    }

    /** @param write whether the policy is written, where there is none; else it is printed */
    public void offer(boolean write) throws IOException {
        if (!write || TrustPolicyFile.find(project).isPresent() || !isWritten()) {
            tell();
        }
    }

    private boolean isWritten() throws IOException {
        Path file = PolicyPlaces.home(project);
        try {
            Files.writeString(file, text(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        environment
                .log()
                .info(file.getFileName() + ": written, with rules for what 'trust' names; read it, then commit it:\n"
                        + text());
        return true;
    }

    /** Warns, with what to write. */
    private void tell() {
        String images = unruled.size() == 1 ? unruled.get(0).canonical() : unruled.size() + " images";
        Optional<TrustPolicyFile> file = TrustPolicyFile.find(project);
        String remedy = file.isPresent()
                ? "To use them as " + lock() + " pins them, add these rules to "
                        + file.get().path().getFileName() + ":\n" + rules
                : "To use them as " + lock() + " pins them, put this into " + PolicyPlaces.home(project)
                        + ", or run: mvn slipway:resolve -Dslipway.trust.write=true\n" + text();
        environment
                .log()
                .warn(trust.place() + ": 'trust' requires a signature of " + images
                        + ", and no rule says which one: every goal that builds will refuse them. In 2017 LinuxKit asked Docker Hub's Notary server, which shuts down on 2026-12-08.\n"
                        + remedy);
    }

    private String lock() {
        return new LockFile(project.lock()).name();
    }
}
