package dev.slipway.verify;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.images.Registries;
import dev.slipway.registry.PublicDownload;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RepositoryDocuments;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evidence from registries, Notary servers and the web; it counts how often it asks. */
final class RemoteFetcher implements Fetcher {
    private final BuildEnvironment environment;
    private int requestCount;

    RemoteFetcher(BuildEnvironment environment) {
        this.environment = environment;
    }

    /** How many requests were sent. */
    int requestCount() {
        return requestCount;
    }

    @Override
    public Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException {
        count(repository + " " + reference);
        return documents(repository).manifest(reference, limit);
    }

    @Override
    public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
        count(repository + " " + digest);
        return documents(repository).blob(digest, limit);
    }

    @Override
    public Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit)
            throws IOException {
        count(repository + " referrers of " + subject);
        return documents(repository).referrers(subject, next, limit).map(page -> new Page(page.index(), page.next()));
    }

    @Override
    public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
        count(gun + " " + file);
        return registries().notary(server.url(), server.tlsAuthorities()).find(gun, file, limit);
    }

    @Override
    public Optional<byte[]> revocationList(String url, long limit) throws IOException {
        count(url);
        return new PublicDownload(Registries.settings(environment)).find(url, limit);
    }

    private RepositoryDocuments documents(Repository repository) throws IOException {
        return registries().documents(repository.host(), repository.path());
    }

    /** Made when it is needed: most builds send no request. */
    private RegistryClient registries() throws IOException {
        return Registries.client(environment);
    }

    private void count(String item) {
        if (environment.offline()) {
            throw Rejected.withNext(
                    Reason.CANNOT_TELL,
                    item,
                    "is not in the store, and an offline build (-o) asks no server for it",
                    "Run once without -o: mvn slipway:verify-trust");
        }
        requestCount++;
    }
}
