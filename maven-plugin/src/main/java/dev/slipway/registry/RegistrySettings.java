package dev.slipway.registry;

import dev.slipway.registry.http.settings.MalformedSetting;
import dev.slipway.registry.http.settings.ProxyServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How registries are reached. Nothing of this is JVM-wide, so that two builds in one JVM can differ.
 *
 * @param mirrors asked in this order, each for its registry
 * @param insecure hosts, with their ports if any, that may be spoken to in plain HTTP; loopback always may
 * @param offline true if no request may leave this machine or even this process
 * @param timeout for a connection, for an answer to begin, and for every next piece of it; from over 0 to an hour
 */
public record RegistrySettings(
        List<Mirror> mirrors, Set<String> insecure, List<ProxyServer> proxies, boolean offline, Duration timeout) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /** Online, without mirrors and proxies. */
    public static final RegistrySettings DEFAULT =
            new RegistrySettings(List.of(), Set.of(), List.of(), false, Duration.ofSeconds(60));

    public RegistrySettings {
        mirrors = List.copyOf(mirrors);
        insecure = Set.copyOf(insecure);
        proxies = List.copyOf(proxies);
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new MalformedSetting(
                    "slipway.timeout",
                    "a timeout of " + timeout.toSeconds() + " s is not possible",
                    "Write a number of seconds from 1 to " + LONGEST_TIMEOUT.toSeconds() + ": -Dslipway.timeout=60");
        }
    }
}
