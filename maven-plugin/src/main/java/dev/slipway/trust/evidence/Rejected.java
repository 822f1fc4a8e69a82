package dev.slipway.trust.evidence;

import dev.slipway.json.JsonProblems;
import dev.slipway.json.JsonReader;
import dev.slipway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Evidence that does not prove what it should. */
public final class Rejected extends Problem {
    private static final long serialVersionUID = 1L;
    private static final int MAX_QUOTE = 300;

    /** Reads what may prove something; what is no sound JSON of the right shape is rejected. */
    public static final JsonReader JSON = new JsonReader(new JsonProblems() {
        @Override
        public Rejected malformed(String where, String what) {
            return new Rejected(Reason.MALFORMED, where, what);
        }

        @Override
        public Rejected tooLarge(String where, String what) {
            return new Rejected(Reason.TOO_LARGE, where, what);
        }
    });

    private final Reason reason;

    /**
     * @param where the document: {@code checkpoint}, {@code bundle sha256:..}
     * @param what the fact, in one sentence without a full stop; may quote the document
     */
    public Rejected(Reason reason, String where, String what) {
        this(reason, where, what, reason.next(), null);
    }

    /** @param cause the failure below this one */
    public Rejected(Reason reason, String where, String what, @Nullable Throwable cause) {
        this(reason, where, what, reason.next(), cause);
    }

    private Rejected(Reason reason, String where, String what, String next, @Nullable Throwable cause) {
        super(reason == Reason.CANNOT_TELL ? Fault.ENVIRONMENT : Fault.USER, quote(where), quote(what), next, cause);
        this.reason = reason;
    }

    /** With another remedy than the usual one of the reason. */
    public static Rejected withNext(Reason reason, String where, String what, String next) {
        return new Rejected(reason, where, what, next, null);
    }

    /** The same rejection, told of a place further out. */
    public Rejected in(String outer) {
        return new Rejected(reason, outer + ": " + where(), what(), next(), this);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What a stranger wrote must not write lines, colours or novels into our log. */
    private static String quote(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .limit(MAX_QUOTE)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(safe::appendCodePoint);
        return safe + (text.codePointCount(0, text.length()) > MAX_QUOTE ? "..." : "");
    }
}
