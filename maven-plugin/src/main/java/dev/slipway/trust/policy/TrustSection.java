package dev.slipway.trust.policy;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    public List<String> unmatched(Collection<? extends ImageReference> references) {
        List<String> unmatched = new ArrayList<>();
        images.stream()
                .filter(entry -> references.stream().noneMatch(reference -> isImage(entry, reference)))
                .forEach(unmatched::add);
        organisations.stream()
                .filter(entry -> references.stream().noneMatch(reference -> isOf(entry, reference)))
                .forEach(unmatched::add);
        return unmatched;
    }

    /**
     * Scopes of rules for these images, made of the entries that name them: an organisation once, and single images that are of none.
     *
     * @param references images that the section names
     */
    public List<Scope> scopesFor(Collection<? extends ImageReference> references) {
        List<Scope> scopes = new ArrayList<>();
        organisations.stream()
                .map(organisation -> Scope.parse(organisation + "/*"))
                .filter(scope -> !scopes.contains(scope) && references.stream().anyMatch(scope::covers))
                .forEach(scopes::add);
        references.stream()
                .filter(reference -> scopes.stream().noneMatch(scope -> scope.covers(reference)))
                .map(reference -> new Scope(reference.name(), false))
                .distinct()
                .forEach(scopes::add);
        return scopes;
    }

    private static boolean isImage(String entry, ImageReference reference) {
        ImageReference wanted = ImageReference.parse(entry);
        if (!wanted.name().equals(reference.name())) {
            return false;
        }
        if (!(wanted instanceof RegistryReference entryImage) || !(reference instanceof RegistryReference image)) {
            return true;
        }
        // Without tag and digest the entry names them all; "latest" is also what an image without a tag means.
        return (entryImage.tag() == null || entryImage.tag().equals(tag(image)))
                && (entryImage.digest() == null || entryImage.digest().equals(image.digest()));
    }

    private static @Nullable String tag(RegistryReference image) {
        return image.tag() == null && image.digest() == null ? "latest" : image.tag();
    }

    private static boolean isOf(String organisation, ImageReference reference) {
        // As in a scope, host and organisation are told apart as in any reference.
        return reference instanceof RegistryReference
                && Scope.parse(organisation + "/*").covers(reference);
    }
}
