package dev.slipway.trust.notary;

import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a Notary server says about the tags of one repository, all of it verified (TUF 5, the client's workflow). */
public final class NotaryRepository {
    private static final String RELEASES = "targets/releases";
    private static final int MAX_TIMESTAMP_BYTES = 1 << 20;

    private final String gun;
    private final NotaryRule rule;
    private final MetadataSource source;
    private final Clock clock;
    private final NotaryState before;
    private final boolean known;
    private final SortedMap<String, NotaryState.Seen> seen = new TreeMap<>();

    /**
     * A proof, and what must be remembered of it.
     *
     * @param state to be kept, now that everything was right
     */
    public record Answer(Proof proof, NotaryState state) {}

    /**
     * @param gun the name the server knows the repository by
     * @param state what was seen before; null if nothing
     */
    public NotaryRepository(String gun, NotaryRule rule, Fetcher fetcher, @Nullable NotaryState state, Clock clock) {
        this.gun = gun;
        this.rule = rule;
        this.source = new MetadataSource(fetcher, rule.server(), gun);
        this.clock = clock;
        this.known = state != null;
        this.before = state == null ? new NotaryState(0, "", new TreeMap<>()) : state;
    }

    /**
     * Checks that the image is what the tag was signed for.
     *
     * @param tag null to accept the digest under any tag
     * @throws Rejected if it is not, or if anything on the way is wrong
     */
    public Answer verify(Subject subject, @Nullable String tag) {
        RootMetadata root =
                new RootChain(source, new RootPinning(rule, gun, clock), clock).current(known ? before : null);
        Map<String, FileMeta> snapshot = snapshot(root);
        requireListed(snapshot, "root").require(root.metadata().raw(), "root.json");
        TargetsMetadata targets = targets(root.targets(), requireListed(snapshot, "targets"));
        Found found = releases(targets, snapshot, subject, tag)
                .or(() -> find(targets, "targets", subject, tag))
                .orElseThrow(() -> new Rejected(
                        Reason.NO_SIGNATURE,
                        gun,
                        "has no trust data for "
                                + (tag == null ? subject.digest().toString() : "the tag '" + tag + "'")));
        require(found, subject);
        Proof proof = new Proof(
                "notary-v1",
                found.role() + " of " + gun + ", root "
                        + root.root().keys().get(0).id(),
                null,
                rule.server().url() + " " + gun + " root " + root.version());
        String rootSha256 = Digest.of(root.metadata().raw()).hex();
        return new Answer(proof, new NotaryState(root.version(), rootSha256, seen));
    }

    private record Found(String role, String tag, FileMeta meta) {}

    private Map<String, FileMeta> snapshot(RootMetadata root) {
        byte[] raw = source.find("timestamp.json", MAX_TIMESTAMP_BYTES)
                .orElseThrow(
                        () -> new Rejected(Reason.NO_SIGNATURE, "timestamp.json of " + gun, "is not on the server"));
        SignedMetadata timestamp = SignedMetadata.parse(raw, "Timestamp", "timestamp.json of " + gun);
        check(root.timestamp(), timestamp);
        FileMeta meta = requireListed(listed(timestamp), "snapshot");
        SignedMetadata snapshot =
                SignedMetadata.parse(source.get("snapshot", meta), "Snapshot", "snapshot.json of " + gun);
        check(root.snapshot(), snapshot);
        return listed(snapshot);
    }

    private TargetsMetadata targets(Role role, FileMeta meta) {
        TargetsMetadata targets = TargetsMetadata.parse(source.get(role.name(), meta), role.name() + ".json of " + gun);
        check(role, targets.metadata());
        return targets;
    }

    /**
     * The role that Docker's clients sign releases with. If it is delegated to, it must be sound: to skip a broken one would let
     * somebody hide a newer release by breaking it.
     */
    private Optional<Found> releases(
            TargetsMetadata targets, Map<String, FileMeta> snapshot, Subject subject, @Nullable String tag) {
        Optional<TargetsMetadata.Delegation> delegation = targets.delegation(RELEASES);
        FileMeta meta = snapshot.get(RELEASES);
        if (delegation.isEmpty()) {
            return Optional.empty();
        }
        if (meta == null) {
            before.requireNotSeen(delegation.get().role());
            return Optional.empty();
        }
        TargetsMetadata releases = targets(delegation.get().role(), meta);
        return find(releases, RELEASES, subject, tag)
                .filter(found -> delegation.get().covers(found.tag()));
    }

    private static Optional<Found> find(TargetsMetadata targets, String role, Subject subject, @Nullable String tag) {
        if (tag != null) {
            return Optional.ofNullable(targets.targets().get(tag)).map(meta -> new Found(role, tag, meta));
        }
        return targets.targets().entrySet().stream()
                .filter(entry ->
                        entry.getValue().sha256().equals(subject.digest().hex()))
                .map(entry -> new Found(role, entry.getKey(), entry.getValue()))
                .findFirst();
    }

    private void require(Found found, Subject subject) {
        String where = "tag '" + found.tag() + "' of " + gun;
        if (!found.meta().sha256().equals(subject.digest().hex())) {
            throw new Rejected(
                    Reason.WRONG_SUBJECT,
                    where,
                    "was signed for sha256:" + found.meta().sha256() + ", not for " + subject.digest());
        }
        if (found.meta().length() != subject.descriptor().size()) {
            throw new Rejected(
                    Reason.WRONG_SUBJECT,
                    where,
                    "was signed for " + found.meta().length() + " bytes, not for "
                            + subject.descriptor().size());
        }
    }

    private void check(Role role, SignedMetadata metadata) {
        role.requireSigned(metadata);
        before.requireNotOlder(role, metadata);
        metadata.requireUnexpired(clock);
        seen.put(role.name(), new NotaryState.Seen(metadata.version(), role.keysFingerprint()));
    }

    private static Map<String, FileMeta> listed(SignedMetadata metadata) {
        Map<String, FileMeta> files = new TreeMap<>();
        metadata.body().objectMap("meta").forEach((name, meta) -> files.put(name, FileMeta.of(meta)));
        return files;
    }

    private static FileMeta requireListed(Map<String, FileMeta> files, String name) {
        FileMeta meta = files.get(name);
        if (meta == null) {
            throw new Rejected(Reason.MALFORMED, "metadata", "does not list " + name);
        }
        return meta;
    }
}
