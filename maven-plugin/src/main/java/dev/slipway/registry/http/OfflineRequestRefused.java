package dev.slipway.registry.http;

import dev.slipway.problem.Problem;

/** Something is not in the store, and the build may not go and get it. */
public final class OfflineRequestRefused extends Problem {
    private static final long serialVersionUID = 1L;

    private final String item;

    OfflineRequestRefused(String image, String item) {
        super(
                Fault.USER,
                image,
                item + " is not in the store, and an offline build (-o) asks no registry for it",
                "Run once without -o: mvn slipway:resolve");
        this.item = item;
    }

    /** The digest or tag that is missing. */
    public String item() {
        return item;
    }
}
