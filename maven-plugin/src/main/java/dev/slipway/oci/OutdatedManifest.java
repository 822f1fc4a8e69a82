package dev.slipway.oci;

import dev.slipway.problem.Problem;

/** A manifest of Docker's schema 1, which no registry accepts any more and whose layers cannot be checked one by one. */
public final class OutdatedManifest extends Problem {
    private static final long serialVersionUID = 1L;

    OutdatedManifest(String where) {
        super(
                Fault.ENVIRONMENT,
                where,
                "is a Docker manifest of schema 1, which was retired in 2017",
                "Pull the image with an old Docker and push it again, or choose a newer tag; schema 2 and OCI are supported.");
    }
}
