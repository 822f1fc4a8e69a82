package dev.slipway.archive.iso9660;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Dates in both forms of ECMA-119, always UTC. */
final class IsoDate {
    private static final int FIRST_YEAR = 1900;
    private static final LocalDateTime FIRST = LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(FIRST_YEAR + 255, 12, 31, 23, 59, 59);
    private static final int LONG_BYTES = 17;

    private IsoDate() {}

    /** Seven bytes, for directory records and Rock Ridge (9.1.5); the nearest date it can say. */
    static byte[] shortForm(long seconds) {
        LocalDateTime at = nearest(seconds);
        return new byte[] {
            (byte) (at.getYear() - FIRST_YEAR),
            (byte) at.getMonthValue(),
            (byte) at.getDayOfMonth(),
            (byte) at.getHour(),
            (byte) at.getMinute(),
            (byte) at.getSecond(),
            0
        };
    }

    /** Sixteen digits and a time zone, for volume descriptors (8.4.26.1). */
    static byte[] longForm(long seconds) {
        LocalDateTime at = nearest(seconds);
        StringBuilder digits = new StringBuilder();
        appendDigits(digits, at.getYear(), 4);
        appendDigits(digits, at.getMonthValue(), 2);
        appendDigits(digits, at.getDayOfMonth(), 2);
        appendDigits(digits, at.getHour(), 2);
        appendDigits(digits, at.getMinute(), 2);
        appendDigits(digits, at.getSecond(), 2);
        appendDigits(digits, 0, 2);
        return Arrays.copyOf(digits.toString().getBytes(StandardCharsets.US_ASCII), LONG_BYTES);
    }

    /** "Not specified": sixteen times the digit zero. */
    static byte[] none() {
        return Arrays.copyOf("0".repeat(LONG_BYTES - 1).getBytes(StandardCharsets.US_ASCII), LONG_BYTES);
    }

    // String.format would write the digits of the default locale.
    private static void appendDigits(StringBuilder digits, int value, int width) {
        String text = Integer.toString(value);
        digits.append("0".repeat(width - text.length())).append(text);
    }

    private static LocalDateTime nearest(long seconds) {
        long first = FIRST.toEpochSecond(ZoneOffset.UTC);
        long last = LAST.toEpochSecond(ZoneOffset.UTC);
        return LocalDateTime.ofEpochSecond(Math.max(first, Math.min(last, seconds)), 0, ZoneOffset.UTC);
    }
}
