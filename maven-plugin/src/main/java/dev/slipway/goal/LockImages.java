package dev.slipway.goal;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.images.ImageStore;
import dev.slipway.images.VolumeLayout;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockChange;
import dev.slipway.lock.LockUpdate;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.Platform;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.LockFile;
import dev.slipway.project.LockWouldChange;
import dev.slipway.project.ProjectFile;
import dev.slipway.project.SpecFiles;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Volume;
import dev.slipway.system.BootLoaderPins;
import dev.slipway.verify.ProposedPolicy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The goal {@code resolve}: the lock fits the YAML, and the store has what is locked. */
public final class LockImages {
    private final BuildEnvironment environment;
    private final boolean writesPolicy;
    private final boolean pinsModules;
    private final List<ImageReference> bootLoaders;

    public LockImages(BuildEnvironment environment) {
        this(environment, false, false, List.of());
    }

    private LockImages(
            BuildEnvironment environment, boolean writesPolicy, boolean pinsModules, List<ImageReference> bootLoaders) {
        this.environment = environment;
        this.writesPolicy = writesPolicy;
        this.pinsModules = pinsModules;
        this.bootLoaders = List.copyOf(bootLoaders);
    }

    /** @param wanted whether a policy is written for what the YAML's {@code trust} names, where there is no policy */
    public LockImages writingPolicy(boolean wanted) {
        return new LockImages(environment, wanted, pinsModules, bootLoaders);
    }

    /** @param wanted whether modules of the same multi-module project have digests too, for a lock that leaves the project */
    public LockImages pinningModules(boolean wanted) {
        return new LockImages(environment, writesPolicy, wanted, bootLoaders);
    }

    /** @param references of the images that ISOs of this project start by; none where no ISO is built */
    public LockImages withBootLoaders(List<String> references) {
        return new LockImages(
                environment,
                writesPolicy,
                pinsModules,
                references.stream().map(ImageReference::parse).distinct().toList());
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
        Optional<ProposedPolicy> proposal = ProposedPolicy.of(environment, project, spec);
        if (proposal.isPresent()) {
            proposal.get().offer(writesPolicy && !frozen);
        }
    }

    private void pin(LinuxKitProject project, LinuxKit spec, List<String> update, boolean frozen) throws IOException {
        LockFile file = new LockFile(project.lock());
        Lock old = file.read();
        try (ImageStore images = new ImageStore(environment, project.folder())) {
            images.namedBy(spec);
            LockUpdate lockUpdate = new LockUpdate(update, reference -> !pinsModules && images.isModule(reference));
            lockUpdate.idlePatterns(spec, bootLoaders).forEach(pattern -> environment
                    .log()
                    .warn("slipway.update=" + pattern + " matches no image of the YAML"));
            Lock lock;
            try {
                lock = new BootLoaderPins(environment, images)
                        .pin(lockUpdate.apply(old, spec, images::resolve), bootLoaders, lockUpdate, pinsModules);
            } catch (ModuleNotPackaged e) {
                if (frozen) {
                    throw e;
                }
                environment.log().info(e.where() + ": not packaged yet; it is pinned when it is packaged");
                return;
            }
            List<String> changes = LockChange.between(old, lock);
            if (frozen && !changes.isEmpty()) {
                throw new LockWouldChange(file.name(), "slipway:resolve", changes);
            }
            images.repairing(() -> bring(images, spec, lock, project));
            // A system without images has a lock too, for the goals that read it.
            if (!changes.isEmpty() || !frozen && !ProjectFile.isThere(project.lock())) {
                file.write(lock);
            }
            environment
                    .log()
                    .on(new BuildEvent.Resolved(
                            file.name(), lock.images().size(), lock.modules().size(), changes));
        }
    }

    private Lock bring(ImageStore images, LinuxKit spec, Lock lock, LinuxKitProject project) throws IOException {
        Map<String, ImageReference> references = new LinkedHashMap<>();
        spec.images().forEach(image -> references.put(image.reference().canonical(), image.reference()));
        for (LockedImage locked : lock.images()) {
            ImageReference reference = references.get(locked.reference());
            if (reference != null) {
                images.requireUnchanged(reference, locked);
                Set<Platform> platforms = new LinkedHashSet<>(project.platforms());
                platforms.addAll(platformsOfVolumes(spec, locked));
                for (Platform platform : platforms) {
                    images.fetch(reference, locked, platform);
                }
            }
        }
        new BootLoaderPins(environment, images).bring(lock, project, bootLoaders);
        return lock;
    }

    /** What is stored in volumes as an image layout; {@code resolve} brings it, so that a build may be offline. */
    private static List<Platform> platformsOfVolumes(LinuxKit spec, LockedImage locked) {
        return spec.volumes().stream()
                .filter(volume -> volume.format() == Volume.Format.OCI)
                .filter(volume -> volume.image() != null
                        && volume.image().reference().canonical().equals(locked.reference()))
                .flatMap(volume -> VolumeLayout.platforms(locked, volume.platforms()).stream())
                .toList();
    }
}
