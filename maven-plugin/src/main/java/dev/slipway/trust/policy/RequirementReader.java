package dev.slipway.trust.policy;

import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.Reading;
import dev.slipway.yaml.ValueReader;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code require}: one kind, or kinds joined by any-of, all-of and threshold. */
final class RequirementReader {
    private static final int MAX_DEPTH = 8;

    private final SigstoreReader sigstore;
    private final NotaryReader notary;
    private final NotationReader notation;
    private final Map<String, Reading<ObjectReader, ? extends Requirement>> kinds = new LinkedHashMap<>();
    private int depth;

    RequirementReader(PolicyFiles files, Map<String, TrustedRoot> roots, Map<String, PublicKey> keys) {
        this.sigstore = new SigstoreReader(files, roots, keys);
        this.notary = new NotaryReader(files);
        this.notation = new NotationReader(files);
        kinds.put("any-of", block -> group(block.about("One of these requirements is enough."), "any-of", 1L));
        kinds.put("all-of", block -> group(block.about("All of these requirements are needed."), "all-of", null));
        kinds.put("threshold", this::threshold);
        kinds.put("sigstore-key", this::sigstoreKey);
        kinds.put("sigstore-keyless", this::sigstoreKeyless);
        kinds.put("notary-v1", this::notary);
        kinds.put("notation", this::notation);
        kinds.put("pinned", RequirementReader::pinned);
        kinds.put("accept", RequirementReader::accepted);
        kinds.put("reject", RequirementReader::rejected);
    }

    SigstoreReader sigstore() {
        return sigstore;
    }

    @Nullable
    Requirement read(ValueReader value) {
        return value.part("requirement", this::nested);
    }

    private @Nullable Requirement nested(ValueReader value) {
        if (depth == MAX_DEPTH) {
            value.refuse("requirements are nested too deeply", "Write them with fewer levels");
            return null;
        }
        depth++;
        Requirement requirement = value.object(block -> block.oneKind(kinds, written -> refuse(block, written)));
        depth--;
        return requirement;
    }

    private void refuse(ObjectReader block, List<String> written) {
        block.value("of");
        block.refuse(
                written.isEmpty()
                        ? "nothing is required"
                        : "several things are required: " + String.join(", ", written),
                "Write one of " + String.join(", ", kinds.keySet()));
    }

    private @Nullable Requirement threshold(ObjectReader block) {
        Long threshold =
                block.about("How many of the requirements in 'of' are needed.").integer("threshold", 1, 100);
        return group(block.about("The requirements that 'threshold' counts."), "of", threshold);
    }

    private @Nullable Requirement sigstoreKey(ObjectReader block) {
        return block.about("A cosign signature by a key.").object("sigstore-key", sigstore::key);
    }

    private @Nullable Requirement sigstoreKeyless(ObjectReader block) {
        return block.about("A cosign signature by an identity, with a certificate of Sigstore.")
                .object("sigstore-keyless", sigstore::keyless);
    }

    private @Nullable Requirement notary(ObjectReader block) {
        return block.about("A signature of Docker Content Trust on a Notary server.")
                .object("notary-v1", notary::read);
    }

    private @Nullable Requirement notation(ObjectReader block) {
        return block.about("A Notary Project signature (notation) with an X.509 certificate.")
                .object("notation", notation::read);
    }

    private static @Nullable Requirement pinned(ObjectReader block) {
        return block.about("A digest in the YAML or in the lock is enough; the value is an empty mapping.")
                .object("pinned", nothing -> new Requirement.Pinned());
    }

    private static @Nullable Requirement rejected(ObjectReader block) {
        return block.about("The images are never used; the value is an empty mapping.")
                .object("reject", nothing -> new Requirement.Reject());
    }

    private static @Nullable Requirement accepted(ObjectReader block) {
        return block.about("The images are used without verification.").object("accept", RequirementReader::accept);
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
        String reason = keys.about("Why the images may be used without verification; it is in the report.")
                .requiredText("reason");
        if (reason != null && reason.isBlank()) {
            keys.refuse(
                    "the reason is empty",
                    "Write why these images may be used without a signature; the report shows it");
        }
        return reason == null ? null : new Requirement.Accept(reason);
    }
}
