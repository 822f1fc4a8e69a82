package dev.slipway.registry.login;

import java.util.Objects;

/**
 * What opens a registry.
 *
 * @param username {@code <token>} if the secret is an identity token (a refresh token of the token server)
 * @param secret never shown
 * @param origin where this was found, for messages: {@code settings.xml, server 'registry.acme.com'}
 */
public record Credential(String username, String secret, String origin) {
    /** How Docker's config and its helpers mark an identity token. */
    static final String TOKEN = "<token>";

    public Credential {
        Objects.requireNonNull(username);
        Objects.requireNonNull(secret);
        Objects.requireNonNull(origin);
    }

    public boolean isIdentityToken() {
        return username.equals(TOKEN);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return (isIdentityToken() ? "an identity token" : "user '" + username + "'") + " from " + origin;
    }
}
