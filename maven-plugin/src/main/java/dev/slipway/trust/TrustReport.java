package dev.slipway.trust;

import dev.slipway.json.JsonWriter;
import dev.slipway.trust.evidence.Proof;
import dev.slipway.trust.policy.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was decided about all images: {@code trust-report.json}, and lines for the log. The same verdicts give the same text; there
 * is no time in it.
 */
public final class TrustReport {
    private final Policy policy;
    private final List<Verdict> verdicts;
    private final List<String> warnings;

    /** @param warnings sentences about the policy as a whole */
    public TrustReport(Policy policy, List<Verdict> verdicts, List<String> warnings) {
        this.policy = policy;
        this.verdicts =
                verdicts.stream().sorted(Comparator.comparing(Verdict::image)).toList();
        this.warnings = List.copyOf(warnings);
    }

    /** True if every image may be used. */
    public boolean isAllowed() {
        return verdicts.stream().allMatch(Verdict::isAllowed);
    }

    /** Sentences about the policy as a whole. */
    public List<String> warnings() {
        return warnings;
    }

    /** The images that must not be used. */
    public List<Verdict> rejected() {
        return verdicts.stream().filter(verdict -> !verdict.isAllowed()).toList();
    }

    /** The report as JSON. */
    public String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("version", 1);
        report.put("allowed", isAllowed());
        Map<String, Object> policyPart = new LinkedHashMap<>();
        policyPart.put("sha256", policy.sha256());
        policyPart.put("default", policy.byDefault().id());
        report.put("policy", policyPart);
        report.put("images", verdicts.stream().map(TrustReport::image).toList());
        report.put("warnings", warnings);
        return JsonWriter.lines(report);
    }

    private static Map<String, Object> image(Verdict verdict) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("image", verdict.image());
        image.put("digest", verdict.digest().toString());
        image.put("verdict", verdict.outcome().id());
        image.put("rule", verdict.rule());
        image.put("proofs", verdict.proofs().stream().map(TrustReport::proof).toList());
        verdict.rejected().ifPresent(rejected -> {
            image.put("reason", rejected.reason().id());
            image.put("where", rejected.where());
            image.put("what", rejected.what());
            image.put("next", rejected.next());
        });
        if (!verdict.note().isEmpty()) {
            image.put("note", verdict.note());
        }
        return image;
    }

    private static Map<String, Object> proof(Proof proof) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("scheme", proof.scheme());
        map.put("signer", proof.signer());
        proof.time().ifPresent(time -> map.put("signedAt", time.toString()));
        map.put("evidence", proof.evidence());
        if (!proof.note().isEmpty()) {
            map.put("note", proof.note());
        }
        return map;
    }

    /** A table: image, digest, verdict, rule, scheme and signer, or the reason. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        int width = verdicts.stream()
                .mapToInt(verdict -> verdict.image().length())
                .max()
                .orElse(0);
        for (Verdict verdict : verdicts) {
            String why = verdict.rejected()
                    .map(rejected -> rejected.reason().id() + ": " + rejected.what())
                    .orElse(verdict.proofs().isEmpty() ? verdict.note() : verdict.scheme() + " " + verdict.signer());
            lines.add(verdict.image() + " ".repeat(width - verdict.image().length())
                    + "  " + verdict.digest().hex().substring(0, 12)
                    + "  " + verdict.outcome().id() + " by " + verdict.rule() + "  " + why.strip());
        }
        return lines;
    }
}
