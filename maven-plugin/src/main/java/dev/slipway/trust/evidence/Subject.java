package dev.slipway.trust.evidence;

import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;

/**
 * What is to be proven: that these bytes are what somebody trusted calls by this name.
 *
 * @param reference as the YAML means it
 * @param descriptor type, digest and size of the manifest or index that was locked
 * @param manifest its bytes
 */
public record Subject(ImageReference reference, Descriptor descriptor, byte[] manifest) {
    public Subject {
        if (!descriptor.digest().matches(manifest) || manifest.length != descriptor.size()) {
            throw new Rejected(
                    Reason.LOCK_DIFFERS,
                    reference.canonical(),
                    "is " + descriptor.digest().algorithm().of(manifest) + " of " + manifest.length
                            + " bytes, expected " + descriptor.digest() + " of " + descriptor.size());
        }
    }

    /** The digest that signatures must be for. */
    public Digest digest() {
        return descriptor.digest();
    }

    /** Where evidence about it is kept; images out of files and Maven have no such place. */
    public Fetcher.Repository repository() {
        if (reference instanceof RegistryReference registry) {
            return new Fetcher.Repository(registry.host(), registry.repository());
        }
        throw new Rejected(
                Reason.NO_SIGNATURE,
                reference.canonical(),
                "comes from a file or from Maven, where no signatures are looked for; use 'pinned' for it");
    }

    /** Another manifest of the same image: that of one platform. */
    public Subject with(Descriptor other, byte[] bytes) {
        return new Subject(reference, other, bytes);
    }
}
