package dev.slipway.build;

import dev.slipway.content.Digest;
import dev.slipway.registry.PublicDownload;
import dev.slipway.registry.RegistryClient;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evidence from registries, Notary servers and the web; it counts how often it asks. */
final class WorldEvidence implements Fetcher {
    private final boolean offline;
    private final RegistryClient registries;
    private final PublicDownload web;
    private int questions;

    WorldEvidence(Machine machine) {
        this.offline = machine.offline();
        this.registries = Registries.client(machine);
        this.web = new PublicDownload(Registries.settings(machine));
    }

    /** How many questions the world was asked. */
    int questions() {
        return questions;
    }

    @Override
    public Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException {
        count(repository + " " + reference);
        return registries.documents(repository.host(), repository.path()).manifest(reference, limit);
    }

    @Override
    public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
        count(repository + " " + digest);
        return registries.documents(repository.host(), repository.path()).blob(digest, limit);
    }

    @Override
    public Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit)
            throws IOException {
        count(repository + " referrers of " + subject);
        return registries
                .documents(repository.host(), repository.path())
                .referrers(subject, next, limit)
                .map(page -> new Page(page.index(), page.next()));
    }

    @Override
    public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
        count(gun + " " + file);
        return registries.notary(server.url(), server.tlsAuthorities()).find(gun, file, limit);
    }

    @Override
    public Optional<byte[]> revocationList(String url, long limit) throws IOException {
        count(url);
        return web.find(url, limit);
    }

    private void count(String item) {
        if (offline) {
            throw Rejected.withNext(
                    Reason.CANNOT_TELL,
                    item,
                    "is not in the store, and an offline build (-o) asks nobody for it",
                    "Run once without -o: mvn slipway:verify-trust");
        }
        questions++;
    }
}
