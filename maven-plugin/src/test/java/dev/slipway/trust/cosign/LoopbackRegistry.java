package dev.slipway.trust.cosign;

import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Talks to a registry on this machine. */
final class LoopbackRegistry implements Fetcher {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();

    void pushBlob(String repository, byte[] bytes) throws IOException {
        URI uploads = URI.create("http://" + repository.replaceFirst("/", "/v2/") + "/blobs/uploads/");
        HttpResponse<byte[]> begun = send(
                HttpRequest.newBuilder(uploads).POST(BodyPublishers.noBody()).build());
        String location = begun.headers().firstValue("Location").orElseThrow();
        URI target = uploads.resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + Digest.of(bytes));
        require(
                201,
                send(HttpRequest.newBuilder(target)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(bytes))
                        .build()));
    }

    void pushManifest(String repository, String reference, byte[] bytes) throws IOException {
        String type = new String(bytes, StandardCharsets.UTF_8).contains("\"manifests\"") ? INDEX : MANIFEST;
        require(
                201,
                send(HttpRequest.newBuilder(manifestUri(repository, reference))
                        .header("Content-Type", type)
                        .PUT(BodyPublishers.ofByteArray(bytes))
                        .build()));
    }

    private static URI manifestUri(String repository, String reference) {
        return URI.create("http://" + repository.replaceFirst("/", "/v2/") + "/manifests/" + reference);
    }

    @Override
    public Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException {
        return found(send(HttpRequest.newBuilder(manifestUri(repository.toString(), reference))
                .header("Accept", MANIFEST + ", " + INDEX)
                .build()));
    }

    @Override
    public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
        URI uri = URI.create("http://" + repository.host() + "/v2/" + repository.path() + "/blobs/" + digest);
        return found(send(HttpRequest.newBuilder(uri).build()));
    }

    @Override
    public Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit)
            throws IOException {
        URI uri = URI.create("http://" + repository.host() + "/v2/" + repository.path() + "/referrers/" + subject);
        return found(send(HttpRequest.newBuilder(uri).build())).map(index -> new Page(index, null));
    }

    @Override
    public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
        throw new IOException("no Notary server here");
    }

    @Override
    public Optional<byte[]> revocationList(String url, long limit) throws IOException {
        throw new IOException("no lists here");
    }

    private static Optional<byte[]> found(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        require(200, response);
        return Optional.of(response.body());
    }

    private static void require(int status, HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != status) {
            throw new IOException(response.uri() + " answers " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
