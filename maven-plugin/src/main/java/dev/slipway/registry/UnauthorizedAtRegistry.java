package dev.slipway.registry;

import dev.slipway.registry.login.Credential;
import java.util.Locale;
import java.util.Optional;

/** The registry wants to know who asks, or does not like who does. */
public final class UnauthorizedAtRegistry extends RegistryProblem {
    private static final long serialVersionUID = 1L;

    UnauthorizedAtRegistry(String image, Endpoint server, Optional<Credential> tried, String places, String response) {
        super(
                Fault.USER,
                image,
                server + " refuses access (" + response + "); " + tried(server, tried, places),
                tried.map(each -> correct(server, each)).orElseGet(() -> add(server)),
                null);
    }

    private static String tried(Endpoint server, Optional<Credential> tried, String places) {
        return tried.map(credential -> "the credentials of " + server.host() + " were refused: " + credential)
                .orElseGet(() -> "there are no credentials for " + server.host() + " in " + places);
    }

    private static String correct(Endpoint server, Credential credential) {
        return String.format(
                Locale.ROOT,
                """
                Correct the password or the token in %s, or log in again: docker login %s
                If they are right, this user may not read the image, or there is none of that name: many registries answer the same.""",
                credential.origin(),
                server.host());
    }

    private static String add(Endpoint server) {
        return String.format(
                Locale.ROOT,
                """
                If the image is private, put into settings.xml:
                  <server>
                    <id>%s</id>
                    <username>USER</username>
                    <password>PASSWORD OR ACCESS TOKEN</password>
                  </server>
                Many registries answer the same for a name that does not exist: check its spelling.""",
                server.host());
    }
}
