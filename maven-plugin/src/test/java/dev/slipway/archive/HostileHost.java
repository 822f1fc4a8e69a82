package dev.slipway.archive;

import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;

/** A host whose user writes digits and days differently. */
public final class HostileHost {
    private HostileHost() {}

    /** Runs something with another default locale and time zone. */
    public static <T> T on(Callable<T> work) throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            return work.call();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
