package dev.slipway.lock;

import dev.slipway.oci.Platform;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MavenReference;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.ImageField;
import dev.slipway.trust.notary.NotaryState;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pins by canonical reference. A module of the same multi-module project has no digest here: the commit pins it, and a digest would be
 * wrong after each change of the module.
 */
public final class Lock {
    /** The lock that pins nothing. */
    public static final Lock EMPTY = new Lock(List.of(), List.of(), List.of(), new TreeMap<>());

    private final SortedMap<String, LockedImage> images;
    private final SortedSet<String> modules;
    private final SortedMap<String, LockedImage> bootLoaders;
    private final SortedMap<String, NotaryState> notary;

    private Lock(
            Collection<LockedImage> images,
            Collection<String> modules,
            Collection<LockedImage> bootLoaders,
            SortedMap<String, NotaryState> notary) {
        this.modules = Collections.unmodifiableSortedSet(new TreeSet<>(modules));
        this.notary = Collections.unmodifiableSortedMap(new TreeMap<>(notary));
        this.images = byReference(images);
        this.bootLoaders = byReference(bootLoaders);
    }

    private static SortedMap<String, LockedImage> byReference(Collection<LockedImage> images) {
        SortedMap<String, LockedImage> byReference = new TreeMap<>();
        images.forEach(image -> byReference.put(image.reference(), image));
        return Collections.unmodifiableSortedMap(byReference);
    }

    /** A lock with these pins. */
    public static Lock of(Collection<LockedImage> images) {
        return new Lock(images, List.of(), List.of(), new TreeMap<>());
    }

    /**
     * The same pins, with these modules.
     *
     * @param named {@code groupId:artifactId}, without a version, because a release changes it
     */
    public Lock withModules(Collection<String> named) {
        return new Lock(images.values(), named, bootLoaders.values(), notary);
    }

    /**
     * The same pins, and those of modules as they are now. This is for one build and is never written.
     *
     * @param now a pin for each module
     */
    public Lock withModulePins(Collection<LockedImage> now) {
        return new Lock(
                Stream.concat(images.values().stream(), now.stream()).toList(), modules, bootLoaders.values(), notary);
    }

    /** The same pins, with what was seen of Notary repositories. */
    public Lock withNotary(SortedMap<String, NotaryState> seen) {
        return new Lock(images.values(), modules, bootLoaders.values(), seen);
    }

    /** The same pins, with those of the images that ISOs start by, which no YAML names. */
    public Lock withBootLoaders(Collection<LockedImage> now) {
        return new Lock(images.values(), modules, now, notary);
    }

    /** The pins of the images that ISOs start by. */
    public Collection<LockedImage> bootLoaders() {
        return bootLoaders.values();
    }

    /** The pin of a boot loader's canonical reference. */
    public Optional<LockedImage> bootLoader(String reference) {
        return Optional.ofNullable(bootLoaders.get(reference));
    }

    /** What was seen of Notary repositories, by their names: nobody can go back behind it. */
    public SortedMap<String, NotaryState> notary() {
        return notary;
    }

    /**
     * Reads a lock.
     *
     * @param file named in failures
     * @throws dev.slipway.problem.Problem with all that is wrong in it
     */
    public static Lock parse(String text, String file) {
        return LockText.parse(text, file);
    }

    /** The one text of this lock. */
    public String format() {
        return LockText.format(this);
    }

    /** The pins, sorted by reference. */
    public Collection<LockedImage> images() {
        return images.values();
    }

    /** The pin of a canonical reference. */
    public Optional<LockedImage> find(String reference) {
        return Optional.ofNullable(images.get(reference));
    }

    /** The modules that have no digest, {@code groupId:artifactId}. */
    public SortedSet<String> modules() {
        return modules;
    }

    /** The name of a module in a lock; empty if the reference can be none. */
    static Optional<String> moduleName(ImageReference reference) {
        return reference instanceof MavenReference maven
                ? Optional.of(maven.groupId() + ":" + maven.artifactId())
                : Optional.empty();
    }

    /** True if this lock has no digest of the image because it is a module. */
    public boolean namesModule(ImageReference reference) {
        return find(reference.canonical()).isEmpty()
                && moduleName(reference).filter(modules::contains).isPresent();
    }

    /** The images of a YAML that have no digest in this lock. */
    List<ImageField> unpinned(LinuxKit spec) {
        return spec.images().stream()
                .filter(image -> find(image.reference().canonical()).isEmpty())
                .toList();
    }

    /**
     * Checks that this lock names what the YAML names, no less and no more.
     *
     * @param file named in the failure
     * @throws LockIsStale if the YAML was changed since
     */
    public void requireFits(LinuxKit spec, String file) {
        Set<String> named = references(spec);
        List<ImageField> missing = unpinned(spec).stream()
                .filter(image -> !namesModule(image.reference()))
                .toList();
        Set<String> used = unpinned(spec).stream()
                .flatMap(image -> moduleName(image.reference()).stream())
                .collect(Collectors.toSet());
        List<String> unused = Stream.concat(
                        images.keySet().stream().filter(reference -> !named.contains(reference)),
                        modules.stream()
                                .filter(module -> !used.contains(module))
                                .map(module -> "maven:" + module))
                .toList();
        if (!missing.isEmpty() || !unused.isEmpty()) {
            boolean isFirst = images.isEmpty() && modules.isEmpty();
            throw isFirst ? new LockIsStale(file) : new LockIsStale(file, missing, unused);
        }
    }

    /**
     * Checks that the pinned images are there for every platform that is needed.
     *
     * @param platform what is built; an OCI volume may need others
     * @param file named in the failure
     * @throws ImageWithoutPlatform if an image does not have a needed platform
     */
    public void requirePlatforms(LinuxKit spec, Platform platform, String file) {
        List<ImageWithoutPlatform.Lack> lacks = Need.of(spec, platform)
                .flatMap(need -> need.lackOf(images))
                .distinct()
                .toList();
        if (!lacks.isEmpty()) {
            throw new ImageWithoutPlatform(file, lacks);
        }
    }

    static Set<String> references(LinuxKit spec) {
        return spec.images().stream()
                .map(image -> image.reference().canonical())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lock lock
                && lock.images.equals(images)
                && lock.modules.equals(modules)
                && lock.bootLoaders.equals(bootLoaders)
                && lock.notary.equals(notary);
    }

    @Override
    public int hashCode() {
        return Objects.hash(images, modules, bootLoaders, notary);
    }

    @Override
    public String toString() {
        return format();
    }
}
