package dev.slipway.registry;

import dev.slipway.problem.SafeText;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The metadata that a Notary server keeps, below {@code /v2/<GUN>/_trust/tuf/}. Its logins are the registries' own. */
public final class NotaryFiles {
    private final Endpoint server;
    private final OptionalDownload lookup;

    NotaryFiles(URI url, OptionalDownload lookup) {
        this.server = new Endpoint(SafeText.server(url), url, "");
        this.lookup = lookup;
    }

    /**
     * A file as it is; empty if the server says that it has none.
     *
     * @param gun the name it knows the repository by
     * @param limit in bytes; of a longer one only the beginning is read, and a byte more than this
     */
    public Optional<byte[]> find(String gun, String file, long limit) throws IOException {
        RegistryRequest request = new RegistryRequest(gun, gun, "_trust/tuf/" + file, file, new TreeMap<>());
        Optional<Downloads.Body> body = lookup.find(List.of(server), request, limit, any -> {});
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of(body.get().content().bytes());
    }
}
