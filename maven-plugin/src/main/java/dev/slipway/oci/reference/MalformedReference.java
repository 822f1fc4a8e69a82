package dev.slipway.oci.reference;

import dev.slipway.problem.Problem;

/** A text that should name an image and does not. */
public final class MalformedReference extends Problem {
    private static final long serialVersionUID = 1L;

    /** So much of a text is enough to find it. */
    private static final int SHOWN = 200;

    MalformedReference(String text, String what) {
        super(
                Fault.USER,
                "image '" + shortened(text) + "'",
                what,
                """
                Write one of
                  [host[:port]/]repository[:tag][@sha256:<64 hex>]
                  oci:directory[:ref]
                  oci-archive:file.tar[:ref]
                  docker-archive:file.tar[:ref]
                  maven:groupId:artifactId[:version]""");
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
