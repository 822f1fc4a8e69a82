package dev.slipway.archive.fat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Date and time of a directory entry (section 6.3): local time in steps of two seconds. Ours is UTC.
 *
 * @param date bits 15-9 years since 1980, 8-5 month, 4-0 day
 * @param time bits 15-11 hours, 10-5 minutes, 4-0 seconds halved
 */
record FatTimestamp(short date, short time) {
    private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(2107, 12, 31, 23, 59, 58);

    /** The nearest time that FAT can say, for seconds since 1970. */
    static FatTimestamp of(long seconds) {
        long inRange =
                Math.max(FIRST.toEpochSecond(ZoneOffset.UTC), Math.min(LAST.toEpochSecond(ZoneOffset.UTC), seconds));
        LocalDateTime at = LocalDateTime.ofEpochSecond(inRange, 0, ZoneOffset.UTC);
        int date = (at.getYear() - FIRST.getYear()) << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
        int time = at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
        return new FatTimestamp((short) date, (short) time);
    }
}
