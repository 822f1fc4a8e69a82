package dev.slipway.registry.login;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where credentials may be found. Safe for many threads. */
public interface Credentials {
    /** Nowhere. */
    Credentials NONE = firstOf(List.of());

    /**
     * The credentials for a repository, if there are any here: those for the longest part of its name, and never those of another
     * namespace.
     *
     * @param host as written in references, with its port if any; {@code docker.io} for Docker Hub
     * @param repository below the host, {@code team/tool}
     */
    Optional<Credential> find(String host, String repository);

    /** The places this looks in, for messages. */
    String places();

    /** Asks several places in turn. */
    static Credentials firstOf(List<Credentials> several) {
        List<Credentials> copy = List.copyOf(several);
        return new Credentials() {
            @Override
            public Optional<Credential> find(String host, String repository) {
                return copy.stream()
                        .flatMap(each -> each.find(host, repository).stream())
                        .findFirst();
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
