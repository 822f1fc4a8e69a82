package dev.slipway.trust.evidence;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks another fetcher, and writes its answers down, so that the same questions can be answered without it. */
public final class RecordingFetcher implements Fetcher {
    static final String NOTHING = "-";

    private final Fetcher asked;
    private final SortedMap<String, String> answers = new TreeMap<>();

    public RecordingFetcher(Fetcher asked) {
        this.asked = asked;
    }

    /** What was answered; to be kept under the image's digest and the policy's hash. */
    public SortedMap<String, String> answers() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    @Override
    public Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException {
        return note(EvidenceKey.manifest(repository, reference), asked.manifest(repository, reference, limit));
    }

    @Override
    public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
        return note(EvidenceKey.blob(repository, digest), asked.blob(repository, digest, limit));
    }

    @Override
    public Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit)
            throws IOException {
        Optional<Page> page = asked.referrers(repository, subject, next, limit);
        String key = EvidenceKey.referrers(repository, subject, next);
        note(key, page.map(Page::index));
        page.map(Page::next).ifPresent(following -> answers.put(EvidenceKey.next(key), following));
        return page;
    }

    @Override
    public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
        return note(EvidenceKey.metadata(server, gun, file), asked.metadata(server, gun, file, limit));
    }

    @Override
    public Optional<byte[]> revocationList(String url, long limit) throws IOException {
        return note(EvidenceKey.revocationList(url), asked.revocationList(url, limit));
    }

    private Optional<byte[]> note(String key, Optional<byte[]> answer) {
        answers.put(key, answer.map(Base64.getEncoder()::encodeToString).orElse(NOTHING));
        return answer;
    }
}
