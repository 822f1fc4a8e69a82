package dev.slipway.system;

import dev.slipway.environment.ArtifactNotFound;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.images.ImageStore;
import dev.slipway.images.LocalImageChanged;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockChange;
import dev.slipway.lock.LockUpdate;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.LockFile;
import dev.slipway.project.LockWouldChange;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The boot loader of ISOs and disks in the lock. No YAML names it, so it has a section of its own, and who builds none of them needs none. A module of
 * the same project has no digest here either: the commit pins it.
 */
public record BootLoaderPins(BuildEnvironment environment, ImageStore images) {
    /**
     * The lock with a pin for each of these boot loaders, for {@code resolve}. Other versions of the same ones are dropped; whatever
     * else is there was pinned by another execution, and stays.
     *
     * @param update says which pins move
     * @param modules whether modules have digests too
     */
    public Lock pin(Lock lock, Iterable<ImageReference> wanted, LockUpdate update, boolean modules) throws IOException {
        Map<String, LockedImage> pins = new TreeMap<>();
        lock.bootLoaders().forEach(each -> pins.put(each.reference(), each));
        for (ImageReference reference : wanted) {
            LockedImage before = pins.get(reference.canonical());
            pins.keySet().removeIf(other -> isSameImage(other, reference));
            if (!modules && images.isModule(reference)) {
                continue;
            }
            if (before != null && !update.moves(reference)) {
                pins.put(before.reference(), before);
                continue;
            }
            try {
                pins.put(reference.canonical(), images.pinNow(reference));
            } catch (ArtifactNotFound e) {
                // Who builds with another one may lack it; the goal that needs it says so.
                environment
                        .log()
                        .info(
                                e.where()
                                        + ": not found, so it is not in the lock; the goal that needs this boot loader will add it");
            }
        }
        return lock.withBootLoaders(pins.values());
    }

    private static boolean isSameImage(String pinned, ImageReference wanted) {
        return ImageReference.parse(pinned).name().equals(wanted.name());
    }

    /** Brings what is pinned into the store. */
    public void bring(Lock lock, LinuxKitProject project, Iterable<ImageReference> wanted) throws IOException {
        for (ImageReference reference : wanted) {
            LockedImage pin = lock.bootLoader(reference.canonical()).orElse(null);
            if (pin != null) {
                images.requireUnchanged(reference, pin);
                for (var platform : project.platforms()) {
                    if (platform.bestOf(pin.platforms().keySet()).isPresent()) {
                        images.fetch(reference, pin, platform);
                    }
                }
            }
        }
    }

    /**
     * The pin to build with.
     *
     * @throws LocalImageChanged if the boot loader is not the one that was locked
     */
    public LockedImage require(Lock lock, ImageReference reference) throws IOException {
        LockedImage pin = lock.bootLoader(reference.canonical()).orElse(null);
        if (pin == null) {
            return images.pinNow(reference);
        }
        images.requireUnchanged(reference, pin);
        return pin;
    }

    /**
     * Writes a pin that {@link #require} found to be missing.
     *
     * @param frozen the goal that may write it where this build may not; else null
     * @return the lock as it is now
     */
    public Lock keep(
            LinuxKitProject project, Lock lock, ImageReference reference, LockedImage pin, @Nullable String frozen)
            throws IOException {
        if (lock.bootLoader(reference.canonical()).isPresent() || images.isModule(reference)) {
            return lock;
        }
        Map<String, LockedImage> pins = new TreeMap<>(Map.of(pin.reference(), pin));
        lock.bootLoaders().stream()
                .filter(each -> !isSameImage(each.reference(), reference))
                .forEach(each -> pins.put(each.reference(), each));
        Lock now = lock.withBootLoaders(pins.values());
        LockFile file = new LockFile(project.lock());
        if (frozen != null) {
            throw new LockWouldChange(file.name(), frozen, LockChange.between(lock, now));
        }
        file.write(now);
        LockChange.between(lock, now).forEach(change -> environment.log().info(file.name() + ": " + change));
        return now;
    }
}
