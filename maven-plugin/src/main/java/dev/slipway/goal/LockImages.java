package dev.slipway.goal;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.images.ImageStore;
import dev.slipway.images.LockedImages;
import dev.slipway.images.VolumeLayout;
import dev.slipway.incremental.Inputs;
import dev.slipway.incremental.RememberedInputs;
import dev.slipway.incremental.SeenFiles;
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
import dev.slipway.verify.PolicyPlaces;
import dev.slipway.verify.ProposedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The goal {@code resolve}: the lock fits the YAML, and the store has what is locked. */
public final class LockImages {
    private final BuildEnvironment environment;
    private final boolean writesPolicy;
    private final boolean pinsModules;
    private final boolean readsLayers;
    private final List<ImageReference> bootLoaders;
    private final @Nullable Path memory;

    public LockImages(BuildEnvironment environment) {
        this(environment, false, false, false, List.of(), null);
    }

    private LockImages(
            BuildEnvironment environment,
            boolean writesPolicy,
            boolean pinsModules,
            boolean readsLayers,
            List<ImageReference> bootLoaders,
            @Nullable Path memory) {
        this.environment = environment;
        this.writesPolicy = writesPolicy;
        this.pinsModules = pinsModules;
        this.readsLayers = readsLayers;
        this.bootLoaders = List.copyOf(bootLoaders);
        this.memory = memory;
    }

    /** @param folder where is kept what was found out, so that it need not be found out again; null for nowhere */
    public LockImages rememberingIn(@Nullable Path folder) {
        return new LockImages(environment, writesPolicy, pinsModules, readsLayers, bootLoaders, folder);
    }

    /** @param wanted whether a policy is written for what the YAML's {@code trust} names, where there is no policy */
    public LockImages writingPolicy(boolean wanted) {
        return new LockImages(environment, wanted, pinsModules, readsLayers, bootLoaders, memory);
    }

    /** @param wanted whether modules of the same multi-module project have digests too, for a lock that leaves the project */
    public LockImages pinningModules(boolean wanted) {
        return new LockImages(environment, writesPolicy, wanted, readsLayers, bootLoaders, memory);
    }

    /**
     * @param wanted whether layers are read as soon as they are here, because another goal is going to use them; not where somebody has
     *     to be asked first whether they may be used
     */
    public LockImages readingLayers(boolean wanted) {
        return new LockImages(environment, writesPolicy, pinsModules, wanted, bootLoaders, memory);
    }

    /** @param references of the images that ISOs of this project start by; none where no ISO is built */
    public LockImages withBootLoaders(List<String> references) {
        return new LockImages(
                environment,
                writesPolicy,
                pinsModules,
                readsLayers,
                references.stream().map(ImageReference::parse).distinct().toList(),
                memory);
    }

    /**
     * @param update which pins to move: {@code all}, or patterns
     * @param frozen whether a change of the lock is a failure
     * @throws dev.slipway.problem.Problem if the YAML, the lock or an image is not as it must be; the lock file is left alone then
     */
    public void run(LinuxKitProject project, List<String> update, boolean frozen) throws IOException {
        RememberedInputs remembered = memory == null || !update.isEmpty() ? null : remembered(memory, project);
        Optional<String> outcome = remembered == null ? Optional.empty() : remembered.outcome();
        if (outcome.isPresent()) {
            environment.log().on(Pinned.event(project, outcome.get()));
            return;
        }
        SeenFiles seen = project.look();
        LinuxKit spec = SpecFiles.read(project);
        Optional<Pinned> pinned = pin(project, spec, update, frozen);
        // Each goal that builds would refuse these images, so it is said as soon as the YAML is read.
        Optional<ProposedPolicy> proposal = ProposedPolicy.of(environment, project, spec);
        if (proposal.isPresent()) {
            proposal.get().offer(writesPolicy && !frozen);
        }
        if (remembered != null && spec.trust() == null && pinned.isPresent()) {
            seen.add(pinned.get().images());
            remembered.keep(seen, pinned.get().outcome());
        }
    }

    private RememberedInputs remembered(Path folder, LinuxKitProject project) throws IOException {
        Inputs settings = project.addTo(Inputs.ofSettings("resolve"))
                .add("places", environment.places())
                .add("modules", pinsModules)
                .add("boot loaders", bootLoaders);
        return new RememberedInputs(folder.resolve(new LockFile(project.lock()).name() + ".seen"), settings);
    }

    /**
     * A lock that fits, and whose images are in the store.
     *
     * @param images the files that have them
     */
    private record Pinned(Lock lock, SeenFiles images) {
        String outcome() {
            return lock.images().size() + " " + lock.modules().size();
        }

        static BuildEvent event(LinuxKitProject project, String outcome) {
            String[] numbers = outcome.split(" ", -1);
            return new BuildEvent.Resolved(
                    new LockFile(project.lock()).name(),
                    Integer.parseInt(numbers[0]),
                    Integer.parseInt(numbers[1]),
                    List.of());
        }
    }

    private Optional<Pinned> pin(LinuxKitProject project, LinuxKit spec, List<String> update, boolean frozen)
            throws IOException {
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
                return Optional.empty();
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
            return changes.isEmpty() ? Optional.of(new Pinned(lock, images.seen())) : Optional.empty();
        }
    }

    private Lock bring(ImageStore images, LinuxKit spec, Lock lock, LinuxKitProject project) throws IOException {
        Map<String, ImageReference> references = new LinkedHashMap<>();
        spec.images().forEach(image -> references.put(image.reference().canonical(), image.reference()));
        List<ImageStore.Wanted> wanted = new ArrayList<>();
        Set<ImageReference> unpacked =
                readsLayers && PolicyPlaces.askNothing(project, spec) ? LockedImages.unpacked(spec) : Set.of();
        for (LockedImage locked : lock.images()) {
            ImageReference reference = references.get(locked.reference());
            if (reference != null) {
                images.requireUnchanged(reference, locked);
                Set<Platform> platforms = new LinkedHashSet<>(project.platforms());
                platforms.addAll(platformsOfVolumes(spec, locked));
                for (Platform platform : platforms) {
                    boolean read =
                            unpacked.contains(reference) && project.platforms().contains(platform);
                    wanted.add(new ImageStore.Wanted(reference, locked, platform, read));
                }
            }
        }
        images.fetchAll(wanted);
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
