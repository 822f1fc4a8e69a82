package dev.slipway.content;

import dev.slipway.problem.Problem;

/** A file that is read as a whole and is far larger than such a file can be. */
public final class ContentTooLarge extends Problem {
    private static final long serialVersionUID = 1L;

    private ContentTooLarge(String where, String what) {
        super(Fault.USER, where, what, "Check the source: a correct document of this kind is much smaller.");
    }

    ContentTooLarge(String where, long size, int max) {
        this(where, "it has " + size + " bytes; more than " + max + " are not read");
    }

    /** What is compressed in a file is too large. */
    public static ContentTooLarge unpacked(String where, long max) {
        return new ContentTooLarge(where, "unpacked it has more than " + max + " bytes, which are not read");
    }
}
