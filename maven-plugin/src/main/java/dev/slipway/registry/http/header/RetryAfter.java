package dev.slipway.registry.http.header;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110 10.2.3): seconds, or a date. */
public final class RetryAfter {
    private static final int MAX_DIGITS = 9;

    /** Stands for every number with more digits: far longer than anybody waits. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    private RetryAfter() {}

    /** How long the server asks us to wait; empty if it does not say, or not so that one could understand it. */
    public static Optional<Duration> parse(String header, Clock clock) {
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return Optional.of(text.length() > MAX_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
