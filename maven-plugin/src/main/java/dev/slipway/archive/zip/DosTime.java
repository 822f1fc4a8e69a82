package dev.slipway.archive.zip;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A time in steps of two seconds between 1980 and 2107, as UTC (4.4.6). */
record DosTime(short date, short time) {
    private static final int FIRST_YEAR = 1980;
    private static final long FIRST = 315532800; // 1980-01-01T00:00:00Z
    private static final long LAST = 4354819198L; // 2107-12-31T23:59:58Z

    /** The time, or the nearest that there is. */
    static DosTime of(long timestamp) {
        long seconds = Math.max(FIRST, Math.min(timestamp, LAST));
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        int date = (at.getYear() - FIRST_YEAR) << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
        int time = at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
        return new DosTime((short) date, (short) time);
    }
}
