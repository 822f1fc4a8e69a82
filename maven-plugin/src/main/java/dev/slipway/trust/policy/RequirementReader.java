package dev.slipway.trust.policy;

import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code require}: one kind, or kinds joined by any-of, all-of and threshold. */
final class RequirementReader {
    private static final List<String> KINDS = List.of(
            "any-of",
            "all-of",
            "threshold",
            "sigstore-key",
            "sigstore-keyless",
            "notary-v1",
            "notation",
            "pinned",
            "accept",
            "reject");
    private static final int MAX_DEPTH = 8;

    private final SigstoreReader sigstore;
    private final NotaryReader notary;
    private final NotationReader notation;
    private int depth;

    RequirementReader(PolicyFiles files, Map<String, TrustedRoot> roots, Map<String, PublicKey> keys) {
        this.sigstore = new SigstoreReader(files, roots, keys);
        this.notary = new NotaryReader(files);
        this.notation = new NotationReader(files);
    }

    SigstoreReader sigstore() {
        return sigstore;
    }

    @Nullable
    Requirement read(ValueReader value) {
        if (depth == MAX_DEPTH) {
            value.refuse("requirements are nested too deeply", "Write them with fewer levels");
            return null;
        }
        depth++;
        Requirement requirement = value.object(this::one);
        depth--;
        return requirement;
    }

    private @Nullable Requirement one(ObjectReader keys) {
        List<String> written = KINDS.stream().filter(keys::has).toList();
        if (written.size() != 1) {
            KINDS.forEach(keys::value);
            keys.value("of");
            keys.refuse(
                    written.isEmpty()
                            ? "nothing is required"
                            : "several things are required: " + String.join(", ", written),
                    "Write one of " + String.join(", ", KINDS));
            return null;
        }
        return switch (written.get(0)) {
            case "any-of" -> group(keys, "any-of", 1L);
            case "all-of" -> group(keys, "all-of", null);
            case "threshold" -> group(keys, "of", keys.integer("threshold", 1, 100));
            case "sigstore-key" -> keys.object("sigstore-key", sigstore::key);
            case "sigstore-keyless" -> keys.object("sigstore-keyless", sigstore::keyless);
            case "notary-v1" -> keys.object("notary-v1", notary::read);
            case "notation" -> keys.object("notation", notation::read);
            case "pinned" -> keys.object("pinned", nothing -> new Requirement.Pinned());
            case "reject" -> keys.object("reject", nothing -> new Requirement.Reject());
            default -> keys.object("accept", RequirementReader::accept);
        };
    }

    /** @param threshold null for all of them */
    private @Nullable Requirement group(ObjectReader keys, String name, @Nullable Long threshold) {
        ValueReader members = keys.required(name);
        List<Requirement> of = members == null ? null : members.list(this::read);
        if (of == null) {
            return null;
        }
        long needed = threshold == null ? of.size() : threshold;
        if (of.isEmpty() || needed > of.size()) {
            keys.refuse(
                    of.isEmpty() ? "nothing is required" : needed + " of " + of.size() + " can never be reached",
                    "List the requirements");
            return null;
        }
        return new Requirement.AtLeast((int) needed, name.equals("of"), of);
    }

    private static @Nullable Requirement accept(ObjectReader keys) {
        String reason = keys.requiredText("reason");
        if (reason != null && reason.isBlank()) {
            keys.refuse("the reason is empty", "Say why these images may be used unproven; the report shows it");
        }
        return reason == null ? null : new Requirement.Accept(reason);
    }
}
