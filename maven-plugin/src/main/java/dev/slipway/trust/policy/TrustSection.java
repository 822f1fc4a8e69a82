package dev.slipway.trust.policy;

import dev.slipway.oci.ImageReference;
import dev.slipway.oci.RegistryReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The section {@code trust} of LinuxKit's YAML of 2017. Its tool compared what was written, so {@code linuxkit/kernel} did not
 * cover {@code docker.io/linuxkit/kernel}, and an organisation covered that name on every registry. Here, both sides are
 * canonical.
 *
 * @param images repositories, perhaps with tag or digest
 * @param organisations {@code linuxkit} of Docker Hub, or {@code host/org}
 */
public record TrustSection(List<String> images, List<String> organisations) {
    /** Nothing is named. */
    public static final TrustSection NONE = new TrustSection(List.of(), List.of());

    public TrustSection {
        images = List.copyOf(images);
        organisations = List.copyOf(organisations);
    }

    /** True if the image must be proven. */
    public boolean names(ImageReference reference) {
        return images.stream().anyMatch(entry -> isImage(entry, reference))
                || organisations.stream().anyMatch(entry -> isOf(entry, reference));
    }

    /** Entries that cover none of these images: somebody believes to be protected, and is not. */
    public List<String> idle(Collection<? extends ImageReference> references) {
        List<String> idle = new ArrayList<>();
        images.stream()
                .filter(entry -> references.stream().noneMatch(reference -> isImage(entry, reference)))
                .forEach(idle::add);
        organisations.stream()
                .filter(entry -> references.stream().noneMatch(reference -> isOf(entry, reference)))
                .forEach(idle::add);
        return idle;
    }

    private static boolean isImage(String entry, ImageReference reference) {
        if (!(ImageReference.parse(entry) instanceof RegistryReference wanted)
                || !(reference instanceof RegistryReference actual)) {
            return ImageReference.parse(entry).canonical().equals(reference.canonical());
        }
        return Scope.nameOf(wanted).equals(Scope.nameOf(actual))
                && (wanted.tag() == null || wanted.tag().equals(actual.tag()))
                && (wanted.digest() == null || wanted.digest().equals(actual.digest()));
    }

    private static boolean isOf(String organisation, ImageReference reference) {
        if (!(reference instanceof RegistryReference)) {
            return false;
        }
        // Parsed with a name behind it, so that host and organisation are told apart as in any reference.
        String canonical = Scope.nameOf(ImageReference.parse(organisation + "/x"));
        return Scope.nameOf(reference).startsWith(canonical.substring(0, canonical.length() - 1));
    }
}
