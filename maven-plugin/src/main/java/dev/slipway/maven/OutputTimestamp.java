package dev.slipway.maven;

import dev.slipway.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that outputs carry, by Maven's rule for {@code project.build.outputTimestamp}: seconds since 1970, or ISO 8601 with an
 * offset, from 1980 to 2099; a single character disables it, and so does Maven 4's built-in default.
 */
public final class OutputTimestamp {
    /** What LinuxKit has used since 2018; a property that is absent or off means this. */
    private static final Instant LINUXKIT = Instant.parse("2017-04-18T16:30:00Z");

    /** What Maven 4 says where nobody has set the property ({@code org/apache/maven/model/pom-4.0.0.xml}); with it, Maven 3 and 4 would build other bytes. */
    private static final String MAVEN_4 = "1980-02-01T00:00:00Z";

    private static final Instant FIRST = Instant.parse("1980-01-01T00:00:02Z");
    private static final Instant LAST = Instant.parse("2099-12-31T23:59:59Z");

    private OutputTimestamp() {}

    /** Seconds since 1970-01-01T00:00:00Z. */
    public static long parse(@Nullable String text) {
        if (text == null || text.strip().length() < 2 || text.strip().equals(MAVEN_4)) {
            return LINUXKIT.getEpochSecond();
        }
        Instant time = instant(text.strip());
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw malformed(text, "it lies outside " + FIRST + " to " + LAST);
        }
        return time.getEpochSecond();
    }

    private static Instant instant(String text) {
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (NumberFormatException | DateTimeException e) {
            throw malformed(text, "it is not a time");
        }
    }

    private static Problem malformed(String text, String reason) {
        return Problem.user(
                "project.build.outputTimestamp '" + text + "'",
                reason,
                "Write seconds since 1970, or a time like 2026-11-01T00:00:00Z.");
    }
}
