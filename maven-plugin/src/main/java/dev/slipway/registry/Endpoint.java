package dev.slipway.registry;

import dev.slipway.problem.SafeText;
import java.net.URI;

/**
 * A server that speaks the distribution protocol.
 *
 * @param host the name its credentials are found under
 * @param base scheme, host and port
 * @param prefix put in front of repositories; empty or ending in a slash
 */
record Endpoint(String host, URI base, String prefix) {
    /** @param path below the repository: {@code manifests/v1} */
    URI uri(String repository, String path) {
        return URI.create(base + "/v2/" + prefix + repository + "/" + path);
    }

    /** The repository as this server knows it. */
    String repository(String repository) {
        return prefix + repository;
    }

    @Override
    public String toString() {
        return SafeText.server(base) + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }
}
