package dev.slipway.oci;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which variants of an architecture run on which: a newer one runs what was built for an older one, never the other way round.
 * The variants are those of the OCI image-spec, "Platform Variants", and Go's {@code GOAMD64}.
 */
final class VariantOrder {
    private static final Pattern NUMBER = Pattern.compile("v([0-9]{1,2})");

    /** What an architecture without a variant means: arm64 is arm64/v8. */
    private static final Map<String, Integer> DEFAULTS = Map.of("arm64", 8, "arm", 7, "amd64", 1);

    private VariantOrder() {}

    /** The best of some platforms for a wanted one: the same, else the newest older variant. */
    static Optional<Platform> best(Platform wanted, Collection<Platform> offered) {
        if (offered.contains(wanted)) {
            return Optional.of(wanted);
        }
        return offered.stream()
                .filter(each ->
                        each.os().equals(wanted.os()) && each.architecture().equals(wanted.architecture()))
                .filter(each -> runs(wanted, each))
                .max(Comparator.comparingInt((Platform each) -> number(each)).thenComparing(Comparator.reverseOrder()));
    }

    private static boolean runs(Platform wanted, Platform offered) {
        if (!DEFAULTS.containsKey(wanted.architecture())) {
            // riscv64, s390x and the like: variants have no known order, so only "any" and "the same" make sense.
            return wanted.variant() == null || offered.variant() == null;
        }
        int number = number(offered);
        return number > 0 && number <= number(wanted);
    }

    private static int number(Platform platform) {
        int absent = DEFAULTS.getOrDefault(platform.architecture(), 0);
        return number(platform.variant(), absent);
    }

    private static int number(@Nullable String variant, int absent) {
        if (variant == null) {
            return absent;
        }
        Matcher matcher = NUMBER.matcher(variant);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
