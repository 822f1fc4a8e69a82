package dev.slipway.trust.notary;

import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Fetcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks a Notary server on this machine. */
final class LoopbackNotary implements Fetcher {
    private final HttpClient client;

    LoopbackNotary(String authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        client = HttpClient.newBuilder().sslContext(context).build();
    }

    @Override
    public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
        URI uri = URI.create(server.url() + "/v2/" + gun + "/_trust/tuf/" + file);
        try {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 404) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw new IOException(uri + " answers " + response.statusCode());
            }
            return Optional.of(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException {
        throw new IOException("no registry here");
    }

    @Override
    public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
        throw new IOException("no registry here");
    }

    @Override
    public Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit)
            throws IOException {
        throw new IOException("no registry here");
    }

    @Override
    public Optional<byte[]> revocationList(String url, long limit) throws IOException {
        throw new IOException("no lists here");
    }
}
