package dev.slipway.lock;

import dev.slipway.oci.Platform;
import dev.slipway.spec.Image;
import dev.slipway.spec.LinuxKit;
import dev.slipway.trust.notary.NotaryState;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pins by canonical reference. */
public final class Lock {
    /** The lock that pins nothing. */
    public static final Lock EMPTY = new Lock(List.of(), new TreeMap<>());

    private final SortedMap<String, LockedImage> images;
    private final SortedMap<String, NotaryState> notary;

    private Lock(Collection<LockedImage> images, SortedMap<String, NotaryState> notary) {
        this.notary = Collections.unmodifiableSortedMap(new TreeMap<>(notary));
        SortedMap<String, LockedImage> byReference = new TreeMap<>();
        images.forEach(image -> byReference.put(image.reference(), image));
        this.images = Collections.unmodifiableSortedMap(byReference);
    }

    /** A lock with these pins. */
    public static Lock of(Collection<LockedImage> images) {
        return new Lock(images, new TreeMap<>());
    }

    /** The same pins, with what was seen of Notary repositories. */
    public Lock withNotary(SortedMap<String, NotaryState> seen) {
        return new Lock(images.values(), seen);
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

    /** The images of a YAML that have no pin. */
    public List<Image> unpinned(LinuxKit spec) {
        return spec.images().stream()
                .filter(image -> find(image.reference().canonical()).isEmpty())
                .toList();
    }

    /**
     * Checks that this lock pins what the YAML names, no less and no more, and for every platform that is needed.
     *
     * @param platform what is built; an OCI volume may need others
     * @param file named in the failure
     * @throws LockIsStale if the YAML was changed since
     * @throws ImageWithoutPlatform if an image was locked that does not have a needed platform
     */
    public void requireFits(LinuxKit spec, Platform platform, String file) {
        Set<String> named = references(spec);
        List<Image> missing = unpinned(spec);
        List<String> unused = images.keySet().stream()
                .filter(reference -> !named.contains(reference))
                .toList();
        if (!missing.isEmpty() || !unused.isEmpty()) {
            throw new LockIsStale(file, missing, unused);
        }
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
        return other instanceof Lock lock && lock.images.equals(images) && lock.notary.equals(notary);
    }

    @Override
    public int hashCode() {
        return 31 * images.hashCode() + notary.hashCode();
    }

    @Override
    public String toString() {
        return format();
    }
}
