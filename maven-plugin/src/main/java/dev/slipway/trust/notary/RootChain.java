package dev.slipway.trust.notary;

import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the current root by following every change of keys from one that is trusted (TUF 5.3). */
final class RootChain {
    private static final int MAX_ROOTS = 1024;

    private final MetadataSource source;
    private final RootPinning pinning;
    private final Clock clock;

    RootChain(MetadataSource source, RootPinning pinning, Clock clock) {
        this.source = source;
        this.pinning = pinning;
        this.clock = clock;
    }

    /** @param state what was seen before; null if nothing */
    RootMetadata current(@Nullable NotaryState state) {
        RootMetadata root = state == null ? pinned() : seen(state);
        for (int step = 0; step < MAX_ROOTS; step++) {
            Optional<RootMetadata> next = find(root.version() + 1);
            if (next.isEmpty()) {
                // Only the last must be in its time: the ones before were replaced (TUF 5.3.10).
                root.metadata().requireUnexpired(clock);
                pinning.requireCertificates(root);
                return root;
            }
            root = follow(root, next.get());
        }
        throw new Rejected(Reason.TOO_LARGE, "root.json", "has more than " + MAX_ROOTS + " successors");
    }

    private static RootMetadata follow(RootMetadata last, RootMetadata next) {
        if (next.version() != last.version() + 1) {
            throw new Rejected(
                    Reason.ROLLBACK,
                    next.metadata().where(),
                    "has version " + next.version() + ", expected " + (last.version() + 1));
        }
        last.root().requireSigned(next.metadata());
        next.root().requireSigned(next.metadata());
        return next;
    }

    private RootMetadata seen(NotaryState state) {
        RootMetadata root = find(state.rootVersion())
                .orElseThrow(() -> new Rejected(
                        Reason.ROLLBACK,
                        state.rootVersion() + ".root.json",
                        "was trusted before and is no longer on the server"));
        String sha256 = Digest.of(root.metadata().raw()).hex();
        if (!sha256.equals(state.rootSha256()) || root.version() != state.rootVersion()) {
            throw new Rejected(
                    Reason.ROLLBACK,
                    root.metadata().where(),
                    "is not the one that was trusted before: sha256 " + sha256);
        }
        return root;
    }

    /** The newest root that satisfies the pins; those after it need not, they are vouched for by the ones before. */
    private RootMetadata pinned() {
        byte[] raw = source.find("root.json", SignedMetadata.MAX_BYTES)
                .orElseThrow(() -> new Rejected(
                        Reason.NO_SIGNATURE, "root.json", "is not on the server: nothing was ever signed there"));
        RootMetadata latest = RootMetadata.parse(raw, "root.json");
        if (latest.version() > MAX_ROOTS) {
            throw new Rejected(Reason.TOO_LARGE, "root.json", "has version " + latest.version());
        }
        try {
            pinning.require(latest);
            return latest;
        } catch (Rejected e) {
            return olderPinned(latest, e);
        }
    }

    private RootMetadata olderPinned(RootMetadata latest, Rejected reason) {
        for (long version = latest.version() - 1; version > 0; version--) {
            Optional<RootMetadata> older = find(version);
            if (older.isEmpty()) {
                break;
            }
            if (older.get().version() == version && satisfies(older.get())) {
                return older.get();
            }
        }
        throw reason;
    }

    private boolean satisfies(RootMetadata root) {
        try {
            pinning.require(root);
            return true;
        } catch (Rejected e) {
            return false;
        }
    }

    private Optional<RootMetadata> find(long version) {
        String file = version + ".root.json";
        return source.find(file, SignedMetadata.MAX_BYTES).map(raw -> RootMetadata.parse(raw, file));
    }
}
