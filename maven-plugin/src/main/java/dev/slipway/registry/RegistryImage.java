package dev.slipway.registry;

import dev.slipway.content.Digest;
import dev.slipway.content.MalformedDigest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Document;
import dev.slipway.oci.ImageDocument;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.reference.RegistryReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An image in a registry (OCI distribution-spec, "Pull"). */
final class RegistryImage implements ImageSource {
    private static final String ACCEPT = String.join(
            ", ", MediaTypes.OCI_INDEX, MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_LIST, MediaTypes.DOCKER_MANIFEST);

    private final RegistryReference reference;
    private final List<Endpoint> servers;
    private final Downloads downloads;

    RegistryImage(RegistryReference reference, List<Endpoint> servers, Downloads downloads) {
        this.reference = reference;
        this.servers = servers;
        this.downloads = downloads;
    }

    @Override
    public String name() {
        return reference.canonical();
    }

    @Override
    public Document root() throws IOException {
        Digest pin = reference.digest();
        String item = pin == null ? "tag '" + reference.wanted() + "'" : pin.toString();
        RegistryRequest request = request("manifests/" + reference.wanted(), item);
        // The body is asked for at once, not its head first: only bytes that are here can be hashed.
        return downloads.body(servers, request, ImageDocument.MAX_BYTES, this::read);
    }

    private Document read(Downloads.Body body) throws IOException {
        String where = name() + " from " + body.server();
        byte[] raw = body.content().bytes();
        Digest pin = reference.digest();
        if (pin != null) {
            pin.require(raw, where);
        } else {
            announced(body.header("Docker-Content-Digest")).ifPresent(each -> each.require(raw, where));
        }
        return Document.of(raw, body.response().mediaType());
    }

    @Override
    public boolean mayDiffer(Descriptor descriptor) {
        return downloads.mayDiffer(descriptor);
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        boolean document = MediaTypes.isIndex(descriptor.mediaType()) || MediaTypes.isManifest(descriptor.mediaType());
        String path = (document ? "manifests/" : "blobs/") + descriptor.digest();
        return downloads.stream(servers, request(path, descriptor.digest().toString()), descriptor);
    }

    private RegistryRequest request(String path, String item) {
        RegistryRequest request = new RegistryRequest(name(), reference.repository(), path, item, new TreeMap<>());
        return path.startsWith("manifests/") ? request.with("Accept", ACCEPT) : request;
    }

    private static Optional<Digest> announced(String header) {
        try {
            return header.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(header));
        } catch (MalformedDigest e) {
            // Optional in the protocol; what cannot be read announces nothing.
            return Optional.empty();
        }
    }
}
