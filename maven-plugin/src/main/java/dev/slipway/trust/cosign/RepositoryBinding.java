package dev.slipway.trust.cosign;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MalformedReference;
import dev.slipway.oci.reference.RegistryHost;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * The name that a signature must be for. Cosign itself does not look at it, so a signature of one repository would do for the
 * same bytes under any other name: an old release could come back as a new one.
 *
 * @param mode how much of the name must agree
 * @param repository canonical, {@code docker.io/linuxkit/kernel}
 * @param tag the YAML's; null if it has none
 */
public record RepositoryBinding(Mode mode, String repository, @Nullable String tag) {
    /** How much of the name must agree. */
    public enum Mode {
        /** Host and path. */
        REPOSITORY,
        /** Host, path and tag. */
        EXACT,
        /** Nothing. */
        ANY
    }

    /** @throws Rejected if the signature is for another name */
    void require(String signedReference) {
        if (mode == Mode.ANY) {
            return;
        }
        RegistryReference signed = parse(signedReference);
        String name = signed.name();
        if (!name.equals(repository)) {
            throw new Rejected(
                    Reason.WRONG_REPOSITORY, "signature", "is for " + name + ", expected one for " + repository);
        }
        if (mode == Mode.EXACT && (tag == null || !tag.equals(signed.tag()))) {
            throw new Rejected(
                    Reason.WRONG_REPOSITORY,
                    "signature",
                    "is for the tag '" + signed.tag() + "', expected '" + tag + "'");
        }
    }

    /** The name in a statement binds only where it is a whole one: cosign leaves it empty, other tools write file names. */
    void requireIfNamed(String name) {
        boolean whole = RegistryHost.looksLikeHost(name.substring(0, Math.max(0, name.indexOf('/'))));
        if (whole && !name.contains("://")) {
            // Statements name no tag as a rule; there is then none to compare.
            Mode possible = mode == Mode.EXACT && parse(name).tag() == null ? Mode.REPOSITORY : mode;
            new RepositoryBinding(possible, repository, tag).require(name);
        }
    }

    private static RegistryReference parse(String text) {
        try {
            if (ImageReference.parse(text) instanceof RegistryReference registry) {
                return registry;
            }
        } catch (MalformedReference e) {
            throw new Rejected(Reason.MALFORMED, "signature", "names no image: '" + text + "'", e);
        }
        throw new Rejected(Reason.MALFORMED, "signature", "names no image in a registry: '" + text + "'");
    }
}
