package dev.slipway.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expected failure. It is made at the place of its condition, by {@link #user} or {@link #environment}. A subclass, named for the
 * fact ({@code LockIsStale}, {@code DigestMismatch}), is for what somebody catches or a test asserts by its type. The message has the three parts that every failure owes its reader:
 *
 * <pre>
 * linuxkit.yml:14:12: onboot[1].image linuxkit/dhcpcd:v1.0 is not in linuxkit.lock
 *   Run: mvn slipway:resolve
 * </pre>
 *
 * Foreign text in any part is made safe here ({@link SafeText}), and nowhere else.
 */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is; Maven tells the two apart ({@code MojoFailureException}, {@code MojoExecutionException}). */
    public enum Fault {
        /** The input is wrong: only its author can mend it. */
        USER,
        /** The input may be right; a disk, a network or a server let us down. */
        ENVIRONMENT
    }

    private final Fault fault;
    private final String where;
    private final String what;
    private final String next;

    /** In front of the message; empty, or with a colon and a blank at its end. */
    private String namedAt = "";

    /**
     * @param where a file with line and column, an image reference, an entry: the place to look at
     * @param what the fact, in one sentence without a full stop
     * @param next what the reader can do now; may have several lines
     */
    protected Problem(Fault fault, String where, String what, String next) {
        this(fault, where, what, next, null);
    }

    /** @param cause the failure below this one, or null */
    protected Problem(Fault fault, String where, String what, String next, @Nullable Throwable cause) {
        super(
                SafeText.line(where) + ": " + SafeText.line(what) + "\n  "
                        + SafeText.of(next).strip().replace("\n", "\n  "),
                SafeText.cause(cause));
        this.fault = fault;
        this.where = SafeText.line(requireText(where, "where"));
        this.what = SafeText.line(requireText(what, "what"));
        this.next = SafeText.of(requireText(next, "next"));
    }

    /** The input is wrong; parts as in the constructor. */
    public static Problem user(String where, String what, String next) {
        return new Problem(Fault.USER, where, what, next);
    }

    /** The input is wrong. */
    public static Problem user(String where, String what, String next, Throwable cause) {
        return new Problem(Fault.USER, where, what, next, cause);
    }

    /** The input may be right; the machine, a network or a server is not. */
    public static Problem environment(String where, String what, String next) {
        return new Problem(Fault.ENVIRONMENT, where, what, next);
    }

    /** The input may be right; the machine, a network or a server is not. */
    public static Problem environment(String where, String what, String next, Throwable cause) {
        return new Problem(Fault.ENVIRONMENT, where, what, next, cause);
    }

    private static String requireText(String text, String part) {
        Objects.requireNonNull(text, part);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a problem needs its part '" + part + "'");
        }
        return text;
    }

    /**
     * Adds where a text names the thing that this is about, unless the message says it already; the first place counts.
     *
     * @param thing such as an image's reference
     * @return this, to be thrown on
     */
    public final Problem namedAt(Place place, String thing) {
        boolean said = where.startsWith(place.file() + ":");
        if (namedAt.isEmpty() && !said) {
            namedAt = SafeText.line(place + ": " + (where.contains(thing) ? "" : thing + ": "));
        }
        return this;
    }

    @Override
    public String getMessage() {
        return namedAt + super.getMessage();
    }

    /** Whose fault it is. */
    public final Fault fault() {
        return fault;
    }

    /** The place to look at. */
    public final String where() {
        return where;
    }

    /** The fact. */
    public final String what() {
        return what;
    }

    /** What to do next. */
    public final String next() {
        return next;
    }
}
