package dev.slipway.oci;

import dev.slipway.problem.Problem;
import java.util.Collection;
import java.util.stream.Collectors;

/** An image that exists, but not for the wanted platform. */
public final class PlatformMissing extends Problem {
    private static final long serialVersionUID = 1L;

    private final transient Platform wanted;

    /**
     * @param image the reference
     * @param offered what the image has
     */
    public PlatformMissing(String image, Platform wanted, Collection<Platform> offered) {
        super(
                Fault.USER,
                image,
                "there is no " + wanted + " in this image; it has " + text(offered),
                "Choose an image that is built for " + wanted + ", or build for a platform it has.");
        this.wanted = wanted;
    }

    /** The platform that is not there. */
    public Platform wanted() {
        return wanted;
    }

    private static String text(Collection<Platform> offered) {
        return offered.isEmpty()
                ? "no platform at all"
                : offered.stream().sorted().map(Platform::toString).distinct().collect(Collectors.joining(", "));
    }
}
