package dev.slipway.trust.evidence;

import dev.slipway.content.Digest;
import org.jspecify.annotations.Nullable;

/** Keys of recorded evidence: what a fetcher was asked. */
final class EvidenceKey {
    private EvidenceKey() {}

    static String manifest(Fetcher.Repository repository, String reference) {
        return "manifest " + repository + " " + reference;
    }

    static String blob(Fetcher.Repository repository, Digest digest) {
        return "blob " + repository + " " + digest;
    }

    static String referrers(Fetcher.Repository repository, Digest subject, @Nullable String next) {
        return "referrers " + repository + " " + subject + " " + (next == null ? "" : next);
    }

    /** The name of the page that follows. */
    static String next(String key) {
        return "next " + key;
    }

    static String metadata(Fetcher.NotaryServer server, String gun, String file) {
        return "metadata " + server.url() + " " + gun + " " + file;
    }

    static String revocationList(String url) {
        return "revocation list " + url;
    }
}
