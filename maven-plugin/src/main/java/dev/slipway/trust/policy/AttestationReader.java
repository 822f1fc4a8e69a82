package dev.slipway.trust.policy;

import dev.slipway.trust.attestation.SlsaProvenance;
import dev.slipway.trust.cosign.AttestationRule;
import dev.slipway.trust.cosign.SigstoreRule;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.Reading;
import dev.slipway.yaml.ValueReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an entry of {@code attestations}. */
final class AttestationReader {
    private static final String SAME = "same";

    private final RequirementReader requirements;
    private final @Nullable Requirement requirement;

    /** @param requirement of the rule, whose signers {@code same} means; null if it is broken */
    AttestationReader(RequirementReader requirements, @Nullable Requirement requirement) {
        this.requirements = requirements;
        this.requirement = requirement;
    }

    @Nullable
    List<AttestationRule> read(ObjectReader keys) {
        String type = keys.about("Predicate type, such as https://slsa.dev/provenance/v1.")
                .requiredText("type");
        List<String> builders = keys.about(
                        "IDs of SLSA builders, one of which must have built the image; default: any.")
                .texts("builder");
        String source = keys.about("Repository that the image must be built from; default: any.")
                .text("source");
        String ref = keys.about(
                        "Branch or tag that the image must be built from, such as refs/tags/v1.0; default: any.")
                .text("ref");
        ValueReader signer = keys.about(
                        "Who must have signed the attestation: 'same' as the image (the default), or a signer of its own.")
                .value("signer");
        List<SigstoreRule> signers = signer == null ? same(keys) : signers(keys, signer);
        if (type == null) {
            return null;
        }
        boolean claims = builders != null || source != null || ref != null;
        if (claims && !List.of(SlsaProvenance.V1, SlsaProvenance.V0_2).contains(type)) {
            keys.refuse(
                    "builder, source and ref are claims of SLSA provenance, which '" + type + "' is not",
                    "Write type: " + SlsaProvenance.V1);
        }
        return signers.stream()
                .map(rule ->
                        new AttestationRule(type, rule, Objects.requireNonNullElse(builders, List.of()), source, ref))
                .toList();
    }

    private List<SigstoreRule> signers(ObjectReader keys, ValueReader signer) {
        if (!signer.isMapping()) {
            String word = signer.text();
            if (word != null && !word.equals(SAME)) {
                signer.refuse("'" + word + "' is not a signer", "Write same, or a sigstore-.. block");
            }
            return same(keys);
        }
        Requirement.Sigstore own = signer.object(this::own);
        return own == null ? List.of() : List.of(own.rule());
    }

    private Requirement.@Nullable Sigstore own(ObjectReader signer) {
        Map<String, Reading<ObjectReader, Requirement.Sigstore>> kinds = new TreeMap<>();
        kinds.put("sigstore-key", block -> block.about("A cosign signature by a key.")
                .object("sigstore-key", requirements.sigstore()::key));
        kinds.put("sigstore-keyless", block -> block.about("A cosign signature by an identity.")
                .object("sigstore-keyless", requirements.sigstore()::keyless));
        return signer.oneKind(
                kinds,
                written -> signer.refuse(
                        "a signer is either a key or an identity", "Write one of sigstore-key and sigstore-keyless"));
    }

    private List<SigstoreRule> same(ObjectReader keys) {
        List<SigstoreRule> rules =
                requirement == null ? List.of() : requirement.sigstoreRules().toList();
        if (requirement != null && rules.isEmpty()) {
            keys.refuse("no signer of the statement is named", "Add signer: {sigstore-keyless: {..}}");
        }
        return rules;
    }
}
