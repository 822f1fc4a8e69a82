package dev.slipway.output;

import dev.slipway.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the segments of an initrd are compressed. */
public enum Compression {
    ZSTD,
    GZIP,
    NONE;

    private static final String AUTO = "auto";

    /**
     * @param text {@code auto}, {@code zstd}, {@code gzip} or {@code none}
     * @param kernel what the kernel says about itself, if it says anything; decides {@code auto}
     * @throws Problem if the text is another word
     */
    public static Compression choose(String text, Optional<KernelVersion> kernel) {
        if (text.equals(AUTO)) {
            // CONFIG_RD_ZSTD came with Linux 5.9; distributions and LinuxKit switched it on from 5.10.
            return kernel.filter(version -> version.atLeast(5, 10)).isPresent() ? ZSTD : GZIP;
        }
        return Arrays.stream(values())
                .filter(each -> each.id().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.user(
                        "slipway.compression '" + text + "'",
                        "there is no such compression",
                        "Choose one of: " + AUTO + ", "
                                + Arrays.stream(values()).map(Compression::id).collect(Collectors.joining(", "))));
    }

    /** The word for it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
