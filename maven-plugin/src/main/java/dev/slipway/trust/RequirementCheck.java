package dev.slipway.trust;

import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.trust.cosign.RepositoryBinding;
import dev.slipway.trust.cosign.SigstoreRule;
import dev.slipway.trust.cosign.SigstoreSignatures;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.notary.NotaryRepository;
import dev.slipway.trust.notary.NotaryRule;
import dev.slipway.trust.notary.NotaryState;
import dev.slipway.trust.notation.NotationSignatures;
import dev.slipway.trust.policy.Requirement;
import dev.slipway.trust.policy.Rule;
import dev.slipway.trust.referrers.SignatureStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the schemes whether one subject satisfies a requirement. */
final class RequirementCheck {
    static final String PINNED = "pinned";
    static final String ACCEPT = "accept";

    private final Rule rule;
    private final Subject subject;
    private final boolean pinned;
    private final Fetcher fetcher;
    private final Map<String, NotaryState> before;
    private final Clock clock;
    private final SortedMap<String, NotaryState> after = new TreeMap<>();

    /**
     * @param pinned whether the digest is written in the YAML or the lock
     * @param before what was seen of Notary repositories
     */
    RequirementCheck(
            Rule rule, Subject subject, boolean pinned, Fetcher fetcher, Map<String, NotaryState> before, Clock clock) {
        this.rule = rule;
        this.subject = subject;
        this.pinned = pinned;
        this.fetcher = fetcher;
        this.before = before;
        this.clock = clock;
    }

    /** What must be remembered of Notary repositories. */
    SortedMap<String, NotaryState> notary() {
        return after;
    }

    /** @throws Rejected if the requirement is not satisfied */
    List<Proof> check(Requirement requirement) {
        if (requirement instanceof Requirement.AtLeast group) {
            return group(group);
        }
        if (requirement instanceof Requirement.Sigstore sigstore) {
            return List.of(sigstore(sigstore.rule()));
        }
        if (requirement instanceof Requirement.Notary notary) {
            return List.of(notary(notary.rule()));
        }
        if (requirement instanceof Requirement.Notation notation) {
            return List.of(new NotationSignatures(notation.rule(), store(), fetcher, clock).verify(subject));
        }
        if (requirement instanceof Requirement.Pinned) {
            return List.of(pinned());
        }
        if (requirement instanceof Requirement.Accept accept) {
            return List.of(new Proof(ACCEPT, "", null, accept.reason()));
        }
        throw new Rejected(
                Reason.REFUSED_BY_POLICY, subject.reference().canonical(), "is refused by the rule " + rule.scope());
    }

    private List<Proof> group(Requirement.AtLeast group) {
        List<Proof> proofs = new ArrayList<>();
        List<Rejected> failures = new ArrayList<>();
        Set<String> signers = new HashSet<>();
        int counted = 0;
        for (Requirement member : group.of()) {
            if (counted == group.threshold()) {
                break;
            }
            try {
                List<Proof> proof = check(member);
                // Of a threshold, one signer is one, however many ways it has to sign.
                if (!group.distinct() || signers.add(proof.get(0).signer())) {
                    proofs.addAll(proof);
                    counted++;
                }
            } catch (Rejected e) {
                failures.add(e);
            }
        }
        if (counted == group.threshold()) {
            return proofs;
        }
        if (failures.size() == 1 && group.threshold() == group.of().size()) {
            throw failures.get(0);
        }
        Set<Reason> reasons = failures.stream().map(Rejected::reason).collect(Collectors.toSet());
        throw new Rejected(
                reasons.size() == 1 ? failures.get(0).reason() : Reason.THRESHOLD_NOT_MET,
                subject.reference().canonical(),
                "satisfies " + counted + " of " + group.threshold() + " requirements: "
                        + String.join(
                                "; ",
                                failures.stream()
                                        .map(e -> e.where() + ": " + e.what())
                                        .toList()));
    }

    Proof sigstore(SigstoreRule sigstore) {
        return new SigstoreSignatures(sigstore, store(), binding(sigstore.binding()), clock).verify(subject);
    }

    private Proof notary(NotaryRule notary) {
        String gun = rule.signedName(subject.reference());
        NotaryRepository.Answer answer =
                new NotaryRepository(gun, notary, fetcher, before.get(gun), clock).verify(subject, wantedTag());
        after.put(gun, answer.state());
        return answer.proof();
    }

    /** Null if the digest alone is written: it may then be signed under any tag. */
    private @Nullable String wantedTag() {
        String tag = tag();
        boolean digestAlone =
                tag == null && subject.reference() instanceof RegistryReference registry && registry.digest() != null;
        return tag != null || digestAlone ? tag : "latest";
    }

    private @Nullable String tag() {
        return subject.reference() instanceof RegistryReference registry ? registry.tag() : null;
    }

    private Proof pinned() {
        if (!pinned) {
            throw new Rejected(
                    Reason.NOT_PINNED,
                    subject.reference().canonical(),
                    "has no digest in the YAML and none in the lock");
        }
        return new Proof(PINNED, "", null, subject.digest().toString());
    }

    /** The name that signatures must be for. */
    RepositoryBinding binding(RepositoryBinding.Mode mode) {
        return new RepositoryBinding(mode, rule.signedName(subject.reference()), tag());
    }

    SignatureStore store() {
        return new SignatureStore(fetcher, subject.repository());
    }
}
