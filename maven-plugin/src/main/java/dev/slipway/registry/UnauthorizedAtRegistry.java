package dev.slipway.registry;

import java.util.Optional;

/** The registry wants to know who asks, or does not like who does. */
public final class UnauthorizedAtRegistry extends RegistryProblem {
    private static final long serialVersionUID = 1L;

    UnauthorizedAtRegistry(String image, Endpoint server, Optional<Credential> tried, String places, String answer) {
        super(
                Fault.USER,
                image,
                server + " refuses access (" + answer + "); " + tried(server, tried, places),
                next(server),
                null);
    }

    private static String tried(Endpoint server, Optional<Credential> tried, String places) {
        return tried.map(credential -> "tried " + credential)
                .orElseGet(() -> "there are no credentials for " + server.host() + " in " + places);
    }

    private static String next(Endpoint server) {
        return """
                If the image is private, put into settings.xml:
                  <server>
                    <id>%s</id>
                    <username>USER</username>
                    <password>PASSWORD OR ACCESS TOKEN</password>
                  </server>
                Many registries answer the same for a name that does not exist: check its spelling."""
                .formatted(server.host());
    }
}
