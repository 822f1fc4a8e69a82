package dev.slipway.oci;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;

/** A layer that the image's publisher may not pass on, so it lies at its maker's (OCI image-spec, "Descriptors", {@code urls}). */
public final class ForeignLayer extends Problem {
    private static final long serialVersionUID = 1L;

    ForeignLayer(String image, Digest layer, String url, Problem missing) {
        super(
                Fault.USER,
                image,
                "its layer " + layer + " does not lie with it but at " + url + ", and nothing is fetched from there",
                "Choose an image without foreign layers, or have it pushed again together with them. (" + missing.what()
                        + ")",
                missing);
    }
}
