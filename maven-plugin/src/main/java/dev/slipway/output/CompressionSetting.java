package dev.slipway.output;

import org.jspecify.annotations.Nullable;

/**
 * How a user wants initrds to be compressed.
 *
 * @param method {@code auto}, {@code zstd}, {@code gzip} or {@code none}
 * @param level of the method, or null for the usual one
 */
public record CompressionSetting(String method, @Nullable Integer level) {
    /** At the usual level. */
    public static CompressionSetting of(String method) {
        return new CompressionSetting(method, null);
    }
}
