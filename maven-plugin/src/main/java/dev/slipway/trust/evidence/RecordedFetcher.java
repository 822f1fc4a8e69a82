package dev.slipway.trust.evidence;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers from what was written down, and from nowhere else. What it answers is verified again like anything that comes from the
 * world: a record can be old, never wrong.
 */
public final class RecordedFetcher implements Fetcher {
    private final SortedMap<String, String> answers;

    /** @param answers as {@link RecordingFetcher#answers} gave them */
    public RecordedFetcher(SortedMap<String, String> answers) {
        this.answers = new TreeMap<>(answers);
    }

    @Override
    public Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException {
        return answer(EvidenceKey.manifest(repository, reference));
    }

    @Override
    public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
        return answer(EvidenceKey.blob(repository, digest));
    }

    @Override
    public Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit)
            throws IOException {
        String key = EvidenceKey.referrers(repository, subject, next);
        return answer(key).map(index -> new Page(index, answers.get(EvidenceKey.next(key))));
    }

    @Override
    public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
        return answer(EvidenceKey.metadata(server, gun, file));
    }

    @Override
    public Optional<byte[]> revocationList(String url, long limit) throws IOException {
        return answer(EvidenceKey.revocationList(url));
    }

    private Optional<byte[]> answer(String key) throws IOException {
        String answer = answers.get(key);
        if (answer == null) {
            throw new IOException("this was not asked when there was a network: " + key);
        }
        if (answer.equals(RecordingFetcher.NOTHING)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(answer));
        } catch (IllegalArgumentException e) {
            throw new IOException("the record is damaged: " + key, e);
        }
    }
}
