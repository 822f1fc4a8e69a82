package dev.slipway.lock;

import dev.slipway.problem.Problem;
import dev.slipway.spec.container.ImageField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lock and the YAML do not name the same images. */
public final class LockIsStale extends Problem {
    private static final long serialVersionUID = 1L;
    private static final String RUN = "Run: mvn slipway:resolve\nThen commit the lock.";

    /**
     * @param missing named by the YAML and not locked
     * @param unused locked and no longer named
     */
    LockIsStale(String file, List<ImageField> missing, List<String> unused) {
        super(Fault.USER, file, "the lock does not match the YAML", next(missing, unused));
    }

    /** Nothing is locked yet. */
    LockIsStale(String file) {
        super(Fault.USER, file, "no image is locked yet", "The build uses locked images only.\n" + RUN);
    }

    private static String next(List<ImageField> missing, List<String> unused) {
        Stream<String> reasons = Stream.concat(
                missing.stream().map(image -> image.place() + ": " + image.text() + " is not locked"),
                unused.stream().map(reference -> reference + " is in the lock, but no longer in the YAML"));
        return reasons.collect(Collectors.joining("\n"))
                + "\nThe build uses locked images only, and the YAML was changed since the lock was written.\n"
                + RUN;
    }
}
