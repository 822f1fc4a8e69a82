package dev.slipway.spec.container;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryHost;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.problem.Place;

/**
 * An image as the YAML names it.
 *
 * @param text the reference as it was written
 * @param reference what it means
 * @param place where it was written
 */
public record ImageField(String text, ImageReference reference, Place place) {
    /**
     * The reference as LinuxKit prints it in metadata and tar headers (its {@code util.ReferenceExpand}): Docker Hub's short names are
     * expanded by the number of their parts, and everything else stays as it was written.
     */
    public String expanded() {
        int slash = text.indexOf('/');
        if (!(reference instanceof RegistryReference) || slash != text.lastIndexOf('/')) {
            return text;
        }
        if (slash < 0) {
            return RegistryHost.HUB + "/library/" + text;
        }
        String first = text.substring(0, slash);
        if (first.equals(RegistryHost.HUB)) {
            return RegistryHost.HUB + "/library" + text.substring(slash);
        }
        return RegistryHost.looksLikeHost(first) ? text : RegistryHost.HUB + "/" + text;
    }
}
