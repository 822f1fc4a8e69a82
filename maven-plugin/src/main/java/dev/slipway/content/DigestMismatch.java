package dev.slipway.content;

import dev.slipway.problem.Problem;

/** The bytes that came are not the bytes that were asked for. */
public final class DigestMismatch extends Problem {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String actual;

    /**
     * @param where the place the bytes came from
     * @param expected digest or size that was asked for
     * @param actual digest or size that came
     */
    public DigestMismatch(String where, String expected, String actual) {
        super(
                Fault.ENVIRONMENT,
                where,
                "expected " + expected + ", got " + actual,
                "The content was damaged or replaced on its way here, and was not used. Run the build again. If it happens again, contact the administrator of that server.");
        this.expected = expected;
        this.actual = actual;
    }

    /** What was asked for. */
    public String expected() {
        return expected;
    }

    /** What came. */
    public String actual() {
        return actual;
    }
}
