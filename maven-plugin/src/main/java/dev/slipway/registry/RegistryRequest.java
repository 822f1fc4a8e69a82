package dev.slipway.registry;

import dev.slipway.registry.http.Request;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request to a registry or a mirror of it, before it is known to which.
 *
 * @param image the reference, for messages
 * @param repository as in the reference
 * @param path below the repository
 * @param item the digest or tag asked for, for messages
 */
record RegistryRequest(String image, String repository, String path, String item, SortedMap<String, String> headers) {
    RegistryRequest with(String header, String value) {
        SortedMap<String, String> copy = new TreeMap<>(headers);
        copy.put(header, value);
        return new RegistryRequest(image, repository, path, item, copy);
    }

    /** Whether the response is JSON of the distribution protocol, and not a blob. */
    boolean isDocument() {
        return path.startsWith("manifests/") || path.startsWith("referrers/");
    }

    Request to(Endpoint server) {
        return new Request(server.uri(repository, path), headers, null, image, item);
    }
}
