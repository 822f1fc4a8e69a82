package dev.slipway.build;

import dev.slipway.lock.Lock;
import dev.slipway.lock.LockChange;
import dev.slipway.lock.LockUpdate;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.ImageReference;
import dev.slipway.oci.Platform;
import dev.slipway.spec.LinuxKit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The goal {@code resolve}: the lock fits the YAML, and the store has what is locked. */
public final class LockImages {
    private final Machine machine;
    private final boolean writesPolicy;

    public LockImages(Machine machine) {
        this(machine, false);
    }

    private LockImages(Machine machine, boolean writesPolicy) {
        this.machine = machine;
        this.writesPolicy = writesPolicy;
    }

    /** @param wanted whether a policy is written for what the YAML's {@code trust} names, where there is no policy */
    public LockImages writingPolicy(boolean wanted) {
        return new LockImages(machine, wanted);
    }

    /**
     * @param update which pins to move: {@code all}, or patterns
     * @param frozen whether a change of the lock is a failure
     * @throws dev.slipway.problem.Problem if the YAML, the lock or an image is not as it must be; the lock file is left alone then
     */
    public void run(LinuxKitProject project, List<String> update, boolean frozen) throws IOException {
        LinuxKit spec = SpecFiles.read(project);
        pin(project, spec, update, frozen);
        // Each goal that builds would refuse these images, so it is said as soon as the YAML is read.
        Optional<ProposedPolicy> proposal = ProposedPolicy.of(machine, project, spec);
        if (proposal.isPresent()) {
            proposal.get().offer(writesPolicy && !frozen);
        }
    }

    private void pin(LinuxKitProject project, LinuxKit spec, List<String> update, boolean frozen) throws IOException {
        LockFile file = new LockFile(project.lock());
        Lock old = file.read();
        try (ImageStore images = new ImageStore(machine, project.folder())) {
            Optional<ModuleNotPackaged> later = frozen ? Optional.empty() : images.moduleToCome(old.unpinned(spec));
            if (later.isPresent()) {
                machine.log().info(later.get().where() + ": not packaged by this build yet; it is locked when it is");
                return;
            }
            LockUpdate lockUpdate = new LockUpdate(update);
            lockUpdate.idlePatterns(spec).forEach(pattern -> machine.log()
                    .warn("slipway.update=" + pattern + " names no image of the YAML"));
            Lock lock = lockUpdate.apply(old, spec, images::resolve);
            List<String> changes = LockChange.between(old, lock);
            if (frozen && !changes.isEmpty()) {
                throw new LockWouldChange(file.name(), changes);
            }
            images.repairing(() -> bring(images, spec, lock, project));
            changes.forEach(machine.log()::info);
            // A system without images has a lock too, for the goals that read it.
            if (!changes.isEmpty() || !frozen && !OptionalFile.isThere(project.lock())) {
                file.write(lock);
            }
            machine.log()
                    .info(file.name() + ": " + lock.images().size() + " images, "
                            + (changes.isEmpty() ? "unchanged" : changes.size() + " changed"));
        }
    }

    private Lock bring(ImageStore images, LinuxKit spec, Lock lock, LinuxKitProject project) throws IOException {
        Map<String, ImageReference> references = new LinkedHashMap<>();
        spec.images().forEach(image -> references.put(image.reference().canonical(), image.reference()));
        for (LockedImage locked : lock.images()) {
            ImageReference reference = references.get(locked.reference());
            if (reference != null) {
                bring(images, reference, locked, project);
            }
        }
        return lock;
    }

    /** A phase before {@code package} uses no image, so a module of the same build need not be packaged for it. */
    private void bring(ImageStore images, ImageReference reference, LockedImage locked, LinuxKitProject project)
            throws IOException {
        try {
            images.requireUnchanged(reference, locked);
            for (Platform platform : project.platforms()) {
                images.fetch(reference, locked, platform);
            }
        } catch (ModuleNotPackaged e) {
            machine.log().info(e.where() + ": not packaged by this build yet, and not compared with the lock");
        }
    }
}
