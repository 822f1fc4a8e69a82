package dev.slipway.trust.cosign;

import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Manifest;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.referrers.SignatureStore;
import dev.slipway.trust.sigstore.Bundle;
import java.util.List;

/** Sigstore bundles that refer to an image (cosign {@code BUNDLE_SPEC.md}). */
final class Bundles {
    private Bundles() {}

    static List<Manifest> of(SignatureStore store, Subject subject) {
        return store.referrers(subject.digest(), type -> type.startsWith(Bundle.MEDIA_TYPE));
    }

    static Bundle read(SignatureStore store, Manifest manifest) {
        if (manifest.layers().size() != 1) {
            throw new Rejected(
                    Reason.MALFORMED,
                    "signature manifest",
                    "has " + manifest.layers().size() + " layers where one bundle is expected");
        }
        Descriptor layer = manifest.layers().get(0);
        return Bundle.parse(store.blob(layer, Bundle.MAX_BYTES));
    }
}
