package dev.slipway.spec.container;

import dev.slipway.yaml.ValueReader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads permission bits, which are a text of octal digits: as a plain number 0644 would be 420. */
public final class ModeReader {
    private static final Pattern OCTAL = Pattern.compile("0*[0-7]{1,4}");

    private ModeReader() {}

    public static @Nullable String read(ValueReader value) {
        return value.text(OCTAL, "is not a mode", "Write one to four octal digits in quotes: \"0644\"");
    }
}
