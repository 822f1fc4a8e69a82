package dev.slipway.oci;

import dev.slipway.json.JsonReader;
import dev.slipway.problem.Problem;

/** A manifest, index, config or layout that does not follow its specification. */
public final class MalformedDocument extends Problem {
    private static final long serialVersionUID = 1L;

    /** Reads the documents of an image. */
    public static final JsonReader JSON = new JsonReader(MalformedDocument::new);

    /** The same, told of an image: a digest alone says nothing to its user. */
    MalformedDocument of(String image) {
        return where().startsWith(image) ? this : new MalformedDocument(image + ": " + where(), what());
    }

    MalformedDocument(String where, String what) {
        super(
                Fault.ENVIRONMENT,
                where,
                what,
                "The image does not follow the OCI image specification. Ask its publisher to build it again with a current tool,"
                        + " or choose another tag.");
    }
}
