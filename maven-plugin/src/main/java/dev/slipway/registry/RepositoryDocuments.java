package dev.slipway.registry;

import dev.slipway.content.Digest;
import dev.slipway.oci.MediaTypes;
import dev.slipway.problem.SafeText;
import dev.slipway.registry.http.header.LenientAddress;
import dev.slipway.registry.http.header.LinkHeader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside the images of a repository: signatures, and what else refers to them (OCI distribution-spec, "Listing Referrers").
 * Bytes are handed out as they come; whoever asks knows what they must be. Empty is what a registry says it does not have.
 */
public final class RepositoryDocuments {
    private final String name;
    private final String repository;
    private final List<Endpoint> servers;
    private final OptionalDownload lookup;

    RepositoryDocuments(String host, String repository, List<Endpoint> servers, OptionalDownload lookup) {
        this.name = host + "/" + repository;
        this.repository = repository;
        this.servers = servers;
        this.lookup = lookup;
    }

    /**
     * A page of the list of what refers to an image.
     *
     * @param next names the following page; null on the last
     */
    public record Referrers(byte[] index, @Nullable String next) {}

    /**
     * A manifest by tag or digest.
     *
     * @param limit in bytes; of a longer one only the beginning is read, and a byte more than this
     */
    public Optional<byte[]> manifest(String reference, long limit) throws IOException {
        RegistryRequest request = request("manifests/" + reference, reference)
                .with("Accept", MediaTypes.OCI_MANIFEST + ", " + MediaTypes.OCI_INDEX);
        return bytes(lookup.find(servers, request, limit, body -> requireDigest(reference, body)));
    }

    /** A blob by digest; {@code limit} as for manifests. */
    public Optional<byte[]> blob(Digest digest, long limit) throws IOException {
        RegistryRequest request = request("blobs/" + digest, digest.toString());
        return bytes(lookup.find(servers, request, limit, body -> requireDigest(digest.toString(), body)));
    }

    /**
     * A page of referrers.
     *
     * @param next as the page before gave it; null for the first
     * @return empty if the registry does not know the question
     */
    public Optional<Referrers> referrers(Digest subject, @Nullable String next, long limit) throws IOException {
        String path = "referrers/" + subject;
        RegistryRequest request = request(next == null ? path : path + "?" + next, "referrers of " + subject)
                .with("Accept", MediaTypes.OCI_INDEX);
        Optional<Downloads.Body> body = lookup.find(servers, request, limit, any -> {});
        if (body.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Referrers(
                body.get().content().bytes(), next(body.get().server().uri(repository, path), body.get())));
    }

    /** The query of the following page; a link to anywhere else than this list is not followed. */
    private static @Nullable String next(URI list, Downloads.Body page) throws IOException {
        Optional<String> link = LinkHeader.target(page.response().headers().allValues("Link"), "next");
        if (link.isEmpty()) {
            return null;
        }
        try {
            URI target = LenientAddress.resolve(list, link.get());
            boolean same = SafeText.server(list).equals(SafeText.server(target))
                    && list.getPath().equals(target.getPath());
            if (same && target.getRawQuery() != null) {
                return target.getRawQuery();
            }
        } catch (URISyntaxException e) {
            // Told below, in our words.
        }
        throw new IOException(page.server() + " continues its list of referrers at an address that is not this list");
    }

    /** @param reference a digest, or a tag, which anything may be behind */
    private void requireDigest(String reference, Downloads.Body body) throws IOException {
        if (reference.contains(":")) {
            Digest.parse(reference).require(body.content().bytes(), name + " from " + body.server());
        }
    }

    private static Optional<byte[]> bytes(Optional<Downloads.Body> body) throws IOException {
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of(body.get().content().bytes());
    }

    private RegistryRequest request(String path, String item) {
        return new RegistryRequest(name, repository, path, item, new TreeMap<>());
    }
}
