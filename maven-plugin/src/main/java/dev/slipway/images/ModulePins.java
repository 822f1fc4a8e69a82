package dev.slipway.images;

import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MavenReference;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.ImageField;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Pins of images that the same multi-module project makes: a lock names them without a digest, as the commit pins them. */
final class ModulePins {
    private final ImageStore images;
    private final LocalImages local;

    ModulePins(ImageStore images, LocalImages local) {
        this.images = images;
        this.local = local;
    }

    /** The images of the modules that a lock names, as they are now; see {@link ImageStore#modules}. */
    List<LockedImage> of(Lock lock, LinuxKit spec, Consumer<ModuleNotPackaged> later) throws IOException {
        Map<String, LockedImage> modules = new TreeMap<>();
        Set<ImageReference> seen = new HashSet<>();
        for (ImageField image : spec.images()) {
            if (lock.namesModule(image.reference())
                    && image.reference() instanceof MavenReference module
                    && seen.add(module)) {
                if (!local.isModule(module)) {
                    throw new NoModule(image);
                }
                try {
                    modules.put(module.canonical(), pin(module));
                } catch (ModuleNotPackaged e) {
                    later.accept(e);
                }
            }
        }
        return List.copyOf(modules.values());
    }

    /** The lock does not say which bytes were used, so the log does. */
    private LockedImage pin(MavenReference reference) throws IOException {
        LockedImage now = images.pinNow(reference);
        images.log().infoOnce(reference + ": image " + now.root().digest() + " of " + local.file(reference));
        return now;
    }

    /** A lock names an artifact as a module, and it is none: nothing would pin it. */
    static final class NoModule extends Problem {
        private static final long serialVersionUID = 1L;

        NoModule(ImageField image) {
            super(
                    Fault.USER,
                    image.place().toString(),
                    image.text()
                            + " has no digest in the lock, because it was a module of this project when the lock was written, and now it is not",
                    """
                    No POM here or above lists a module with these coordinates and this version.
                    If it now comes from a repository, pin it. Run: mvn slipway:resolve
                    Then commit the lock.""");
        }
    }
}
