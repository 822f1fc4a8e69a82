package dev.slipway.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where credentials may be found. Safe for many threads. */
public interface Credentials {
    /** Nowhere. */
    Credentials NONE = firstOf(List.of());

    /**
     * The credentials for a host, if there are any here.
     *
     * @param host as written in references, with its port if any; {@code docker.io} for Docker Hub
     */
    Optional<Credential> find(String host);

    /** The places this looks in, for messages. */
    String places();

    /** Asks several places in turn. */
    static Credentials firstOf(List<Credentials> several) {
        List<Credentials> copy = List.copyOf(several);
        return new Credentials() {
            @Override
            public Optional<Credential> find(String host) {
                return copy.stream().flatMap(each -> each.find(host).stream()).findFirst();
            }

            @Override
            public String places() {
                return copy.isEmpty()
                        ? "no place at all"
                        : copy.stream().map(Credentials::places).collect(Collectors.joining(", "));
            }
        };
    }
}
