package dev.slipway.lock;

import dev.slipway.oci.Platform;
import dev.slipway.spec.Image;
import dev.slipway.spec.LinuxKit;
import java.util.ArrayList;
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
    public static final Lock EMPTY = new Lock(List.of());

    private final SortedMap<String, LockedImage> images;

    private Lock(Collection<LockedImage> images) {
        SortedMap<String, LockedImage> byReference = new TreeMap<>();
        images.forEach(image -> byReference.put(image.reference(), image));
        this.images = Collections.unmodifiableSortedMap(byReference);
    }

    /** A lock with these pins. */
    public static Lock of(Collection<LockedImage> images) {
        return new Lock(images);
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

    /**
     * Checks that this lock pins what the YAML names, no less and no more.
     *
     * @param file named in the failure
     * @throws LockIsStale if it does not
     */
    public void requireFits(LinuxKit spec, Platform platform, String file) {
        List<String> reasons = new ArrayList<>();
        for (Image image : spec.images()) {
            LockedImage locked = images.get(image.reference().canonical());
            if (locked == null) {
                reasons.add(image.place() + ": " + image.text() + " is not locked");
            } else if (platform.bestOf(locked.platforms().keySet()).isEmpty()) {
                reasons.add(image.place() + ": " + image.text() + " is locked without " + platform + "; it has "
                        + locked.platforms().keySet().stream()
                                .map(Platform::toString)
                                .collect(Collectors.joining(", ")));
            }
        }
        Set<String> named = references(spec);
        images.keySet().stream()
                .filter(reference -> !named.contains(reference))
                .forEach(reference -> reasons.add(reference + " is locked, but no longer named"));
        if (!reasons.isEmpty()) {
            throw new LockIsStale(file, reasons);
        }
    }

    static Set<String> references(LinuxKit spec) {
        return spec.images().stream()
                .map(image -> image.reference().canonical())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lock lock && lock.images.equals(images);
    }

    @Override
    public int hashCode() {
        return images.hashCode();
    }

    @Override
    public String toString() {
        return format();
    }
}
