package dev.slipway.verify;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.store.Store;
import dev.slipway.store.StoreEntryDamaged;
import dev.slipway.trust.EvidenceRecord;
import dev.slipway.trust.TrustCheck;
import dev.slipway.trust.Verdict;
import dev.slipway.trust.VerificationRequest;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.RecordingFetcher;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.notary.NotaryState;
import dev.slipway.trust.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Verifies with the evidence in the store first, then with fresh evidence. The store keeps evidence, never verdicts: each use
 * is a check of its own, with today's clock, and one that fails asks the world again.
 */
final class CachedVerifier {
    private static final String KIND = "trust-evidence";

    private final Store store;
    private final Policy policy;
    private final TrustCheck check;
    private final Fetcher world;

    CachedVerifier(Store store, Policy policy, TrustCheck check, Fetcher world) {
        this.store = store;
        this.policy = policy;
        this.check = check;
        this.world = world;
    }

    /** @param seen of Notary repositories so far */
    Verdict verdict(VerificationRequest request, SortedMap<String, NotaryState> seen) throws IOException {
        Digest key = EvidenceRecord.key(request, policy);
        Optional<Verdict> kept = kept(key, request, seen);
        return kept.isPresent() ? kept.get() : fresh(key, request, seen);
    }

    private Optional<Verdict> kept(Digest key, VerificationRequest request, Map<String, NotaryState> seen)
            throws IOException {
        Optional<Content> record = store.findDerived(KIND, key);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = record.get().open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(check.check(request, EvidenceRecord.parse(text), seen))
                    .filter(Verdict::isAllowed);
        } catch (StoreEntryDamaged | Rejected unreadable) {
            return Optional.empty();
        }
    }

    private Verdict fresh(Digest key, VerificationRequest request, SortedMap<String, NotaryState> seen)
            throws IOException {
        RecordingFetcher recording = new RecordingFetcher(world);
        Verdict verdict = check.check(request, recording, seen);
        if (verdict.isAllowed() && !verdict.notary().isEmpty()) {
            // The next check begins where this one has ended, and asks a Notary server for other files.
            SortedMap<String, NotaryState> now = new TreeMap<>(seen);
            now.putAll(verdict.notary());
            verdict = check.check(request, recording, now);
        }
        if (verdict.isAllowed() && !recording.answers().isEmpty()) {
            store.keep(
                    KIND,
                    key,
                    sink -> sink.write(EvidenceRecord.format(recording).getBytes(StandardCharsets.UTF_8)));
        }
        return verdict;
    }
}
