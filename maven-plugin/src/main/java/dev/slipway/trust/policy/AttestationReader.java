package dev.slipway.trust.policy;

import dev.slipway.trust.attestation.SlsaProvenance;
import dev.slipway.trust.cosign.AttestationRule;
import dev.slipway.trust.cosign.SigstoreRule;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.List;
import java.util.Objects;
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
        String type = keys.requiredText("type");
        List<String> builders = keys.texts("builder");
        String source = keys.text("source");
        String ref = keys.text("ref");
        ValueReader signer = keys.value("signer");
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
                signer.refuse("'" + word + "' is no signer", "Write same, or a sigstore-.. block");
            }
            return same(keys);
        }
        Requirement.Sigstore own = signer.object(block -> block.has("sigstore-key")
                ? block.object("sigstore-key", requirements.sigstore()::key)
                : keyless(block));
        return own == null ? List.of() : List.of(own.rule());
    }

    private Requirement.@Nullable Sigstore keyless(ObjectReader keys) {
        keys.required("sigstore-keyless");
        return keys.object("sigstore-keyless", requirements.sigstore()::keyless);
    }

    private List<SigstoreRule> same(ObjectReader keys) {
        List<SigstoreRule> rules =
                requirement == null ? List.of() : requirement.sigstoreRules().toList();
        if (requirement != null && rules.isEmpty()) {
            keys.refuse("nobody is named who must have made the statement", "Add signer: {sigstore-keyless: {..}}");
        }
        return rules;
    }
}
