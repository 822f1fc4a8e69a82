package dev.slipway.spec;

import java.math.BigInteger;

/**
 * An entry of {@code rlimits}, {@code name,soft,hard}.
 *
 * @param text as it was written
 * @param type {@code RLIMIT_NOFILE} and so on
 * @param soft 0 to 2^64-1, which is {@code unlimited}
 * @param hard 0 to 2^64-1, which is {@code unlimited}
 */
public record Rlimit(String text, String type, BigInteger soft, BigInteger hard) {
    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
