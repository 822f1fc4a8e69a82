package dev.slipway.spec.container;

import dev.slipway.problem.Problem;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * An entry of {@code rlimits}, {@code name,soft,hard}.
 *
 * @param text as it was written
 * @param type {@code RLIMIT_NOFILE} and so on
 * @param soft 0 to 2^64-1, which is {@code unlimited}
 * @param hard 0 to 2^64-1, which is {@code unlimited}
 */
public record Rlimit(String text, String type, BigInteger soft, BigInteger hard) {
    private static final BigInteger UNLIMITED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final String PREFIX = "RLIMIT_";
    private static final List<String> KNOWN = List.of(
            "CPU",
            "FSIZE",
            "DATA",
            "STACK",
            "CORE",
            "RSS",
            "NPROC",
            "NOFILE",
            "MEMLOCK",
            "AS",
            "LOCKS",
            "SIGPENDING",
            "MSGQUEUE",
            "NICE",
            "RTPRIO",
            "RTTIME");

    /** @throws Problem if it is not a known name and two numbers or {@code unlimited} */
    public static Rlimit parse(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != 3) {
            throw Problem.user(
                    "rlimit '" + text + "'",
                    "it does not have three fields",
                    "Write name,soft,hard: nofile,1024,unlimited");
        }
        String name = fields[0].strip().toUpperCase(Locale.ROOT);
        name = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        if (!KNOWN.contains(name)) {
            throw Problem.user(
                    "rlimit '" + text + "'",
                    "there is no limit of this name",
                    "Write one of " + String.join(", ", KNOWN).toLowerCase(Locale.ROOT));
        }
        return new Rlimit(text, PREFIX + name, limit(text, fields[1]), limit(text, fields[2]));
    }

    private static BigInteger limit(String text, String field) {
        String value = field.strip();
        if (value.equalsIgnoreCase("unlimited")) {
            return UNLIMITED;
        }
        if (!value.matches("[0-9]{1,20}") || new BigInteger(value).compareTo(UNLIMITED) > 0) {
            throw Problem.user(
                    "rlimit '" + text + "'",
                    "'" + value + "' is not a limit",
                    "Write a number from 0 to 2^64-1, or unlimited");
        }
        return new BigInteger(value);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
