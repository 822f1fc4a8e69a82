package dev.slipway.trust;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryHost;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.trust.cosign.AttestationRule;
import dev.slipway.trust.cosign.Attestations;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.notary.NotaryState;
import dev.slipway.trust.policy.DefaultRule;
import dev.slipway.trust.policy.Policy;
import dev.slipway.trust.policy.Rule;
import dev.slipway.trust.policy.TrustSection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides about images, one by one. */
public final class TrustCheck {
    private final Policy policy;
    private final TrustSection section;
    private final Clock clock;

    /** @param section the YAML's {@code trust}; {@link TrustSection#NONE} if it has none */
    public TrustCheck(Policy policy, TrustSection section, Clock clock) {
        this.policy = policy;
        this.section = section;
        this.clock = clock;
    }

    /**
     * The verdict on an image.
     *
     * @param fetcher where evidence comes from
     * @param notary what was seen of Notary repositories before, by their names
     */
    public Verdict check(VerificationRequest request, Fetcher fetcher, Map<String, NotaryState> notary) {
        Subject subject = request.subject();
        Optional<Rule> rule = policy.rule(subject.reference());
        String name = rule.map(found -> found.scope().toString())
                .orElse(section.names(subject.reference()) ? "trust" : "default");
        try {
            requireLocked(request);
            return rule.isPresent() ? ruled(request, rule.get(), fetcher, notary) : unruled(request, name);
        } catch (Rejected e) {
            return rejected(subject, name, e);
        } catch (RuntimeException | StackOverflowError e) {
            // Every reader below rejects what it does not understand; should one of them have a hole, it must not be
            // one that
            // lets somebody in, nor one that ends the build with a stack trace in place of a verdict.
            return rejected(
                    subject,
                    name,
                    new Rejected(
                            Reason.MALFORMED,
                            subject.reference().canonical(),
                            "has evidence that cannot be read: " + e,
                            e));
        }
    }

    private static Verdict rejected(Subject subject, String rule, Rejected reason) {
        return new Verdict(
                subject.reference().canonical(),
                subject.digest(),
                Verdict.Outcome.REJECTED,
                rule,
                List.of(),
                reason,
                "",
                new TreeMap<>());
    }

    /** Rules narrow the lock and the YAML, they never replace them. */
    private static void requireLocked(VerificationRequest request) {
        Subject subject = request.subject();
        request.lock().filter(locked -> !locked.equals(subject.digest())).ifPresent(locked -> {
            throw new Rejected(
                    Reason.LOCK_DIFFERS,
                    subject.reference().canonical(),
                    "is " + subject.digest() + ", but the lock has " + locked);
        });
        if (subject.reference() instanceof RegistryReference registry
                && registry.digest() != null
                && !registry.digest().equals(subject.digest())) {
            throw new Rejected(
                    Reason.LOCK_DIFFERS,
                    subject.reference().canonical(),
                    "is " + subject.digest() + ", but the YAML has " + registry.digest());
        }
    }

    private Verdict ruled(VerificationRequest request, Rule rule, Fetcher fetcher, Map<String, NotaryState> notary) {
        List<Rejected> failures = new ArrayList<>();
        for (Subject subject : subjects(request, rule)) {
            try {
                RequirementCheck check = new RequirementCheck(rule, subject, isPinned(request), fetcher, notary, clock);
                List<Proof> proofs = new ArrayList<>(check.check(rule.requirement()));
                attest(rule, check, subject, proofs);
                return proven(request, rule, proofs, check.notary(), subject);
            } catch (Rejected e) {
                failures.add(e);
            }
        }
        throw failures.get(0);
    }

    private static List<Subject> subjects(VerificationRequest request, Rule rule) {
        List<Subject> subjects = new ArrayList<>();
        if (rule.level() != Rule.Level.PLATFORM) {
            subjects.add(request.subject());
        }
        VerificationRequest.PlatformSubject platform = request.platform();
        if (rule.level() != Rule.Level.INDEX && platform != null) {
            if (!platform.fits()) {
                throw new Rejected(
                        Reason.WRONG_SUBJECT,
                        request.subject().reference().canonical(),
                        "lists an image for " + platform.wanted() + ", but that image is for " + platform.actual());
            }
            subjects.add(platform.subject());
        }
        if (subjects.isEmpty()) {
            throw new Rejected(
                    Reason.CANNOT_TELL,
                    request.subject().reference().canonical(),
                    "has no manifest for the platform that is built");
        }
        return subjects;
    }

    private void attest(Rule rule, RequirementCheck check, Subject subject, List<Proof> proofs) {
        for (List<AttestationRule> alternatives : rule.attestations()) {
            proofs.add(attested(alternatives, check, subject));
        }
    }

    private Proof attested(List<AttestationRule> alternatives, RequirementCheck check, Subject subject) {
        List<Rejected> failures = new ArrayList<>();
        for (AttestationRule alternative : alternatives) {
            try {
                return new Attestations(
                                alternative,
                                check.store(),
                                check.binding(alternative.signer().binding()),
                                clock)
                        .verify(subject);
            } catch (Rejected e) {
                failures.add(e);
            }
        }
        throw failures.get(0);
    }

    private Verdict proven(
            VerificationRequest request,
            Rule rule,
            List<Proof> proofs,
            SortedMap<String, NotaryState> notary,
            Subject proven) {
        Verdict.Outcome outcome = outcome(proofs);
        if (outcome == Verdict.Outcome.ACCEPTED
                && section.names(request.subject().reference())) {
            throw new Rejected(
                    Reason.NO_RULE,
                    request.subject().reference().canonical(),
                    "must be verified, as the YAML's 'trust' says, but the rule " + rule.scope()
                            + " accepts it unverified");
        }
        boolean platform = !proven.digest().equals(request.subject().digest());
        String note = outcome == Verdict.Outcome.ACCEPTED
                ? proofs.get(0).evidence()
                : platform ? "only the manifest of the platform is verified, not the index" : "";
        return new Verdict(
                request.subject().reference().canonical(),
                request.subject().digest(),
                outcome,
                rule.scope().toString(),
                proofs,
                null,
                note,
                notary);
    }

    private static Verdict.Outcome outcome(List<Proof> proofs) {
        List<String> schemes = proofs.stream().map(Proof::scheme).toList();
        boolean signed = schemes.stream()
                .anyMatch(scheme -> !scheme.equals(RequirementCheck.PINNED) && !scheme.equals(RequirementCheck.ACCEPT));
        if (signed) {
            return Verdict.Outcome.SIGNED;
        }
        return schemes.contains(RequirementCheck.PINNED) ? Verdict.Outcome.PINNED : Verdict.Outcome.ACCEPTED;
    }

    private Verdict unruled(VerificationRequest request, String name) {
        ImageReference reference = request.subject().reference();
        if (section.names(reference)) {
            boolean digestInYaml = reference instanceof RegistryReference registry && registry.digest() != null;
            if (!digestInYaml && !(policy.listedMayBePinned() && request.locked() != null)) {
                throw noRule(reference);
            }
            return unproven(request, name, Verdict.Outcome.PINNED, "its digest is pinned; its origin is not verified");
        }
        if (policy.byDefault() == DefaultRule.REJECT) {
            throw new Rejected(
                    Reason.REFUSED_BY_POLICY, reference.canonical(), "has no rule, and the policy's default is reject");
        }
        if (policy.byDefault() == DefaultRule.PINNED && !isPinned(request)) {
            throw new Rejected(
                    Reason.NOT_PINNED, reference.canonical(), "has no digest in the YAML and none in the lock");
        }
        Verdict.Outcome outcome = policy.byDefault() == DefaultRule.PINNED
                ? Verdict.Outcome.PINNED
                : policy.byDefault() == DefaultRule.ACCEPT ? Verdict.Outcome.ACCEPTED : Verdict.Outcome.UNVERIFIED;
        return unproven(request, name, outcome, "no rule requires a signature");
    }

    /** In 2017 Docker Hub's Notary would have been asked. */
    private static Rejected noRule(ImageReference reference) {
        boolean hub = reference instanceof RegistryReference registry
                && registry.host().equals(RegistryHost.HUB);
        String what = "must be verified, as the YAML's 'trust' says, and no rule says how";
        return hub
                ? Rejected.withNext(
                        Reason.NO_RULE,
                        reference.canonical(),
                        what,
                        "trust: names " + reference.canonical()
                                + "; Docker's Notary v1 shuts down on 2026-12-08 and is not"
                                + " asked. Add a rule to trust-policy.yml (sigstore-key, sigstore-keyless, notation or pinned).")
                : new Rejected(Reason.NO_RULE, reference.canonical(), what);
    }

    private static Verdict unproven(VerificationRequest request, String rule, Verdict.Outcome outcome, String note) {
        return new Verdict(
                request.subject().reference().canonical(),
                request.subject().digest(),
                outcome,
                rule,
                List.of(),
                null,
                note,
                new TreeMap<>());
    }

    private static boolean isPinned(VerificationRequest request) {
        return request.locked() != null
                || (request.subject().reference() instanceof RegistryReference registry && registry.digest() != null);
    }
}
