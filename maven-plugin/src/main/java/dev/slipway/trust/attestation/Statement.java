package dev.slipway.trust.attestation;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An in-toto statement (in-toto attestation "Statement" v0.1 and v1): who says what about which bytes.
 *
 * @param subjects what it is about
 * @param predicateType the kind of the claim
 */
public record Statement(List<Subject> subjects, String predicateType, JsonObject body) {
    /**
     * One thing a statement is about ("ResourceDescriptor").
     *
     * @param name may be empty
     * @param digests hex by the name of the hash function
     */
    public record Subject(String name, Map<String, String> digests) {
        /** True if a digest is that of these bytes, and no digest that we can compute is another. */
        boolean is(byte[] bytes) {
            int same = 0;
            for (Map.Entry<String, Hash> known : HASHES.entrySet()) {
                String digest = digests.get(known.getKey());
                if (digest != null) {
                    if (!digest.equals(HexFormat.of().formatHex(known.getValue().of(bytes)))) {
                        return false;
                    }
                    same++;
                }
            }
            return same > 0;
        }
    }

    private static final Map<String, Hash> HASHES =
            Map.of("sha256", Hash.SHA256, "sha384", Hash.SHA384, "sha512", Hash.SHA512);

    /** What {@code cosign sign} states of an image. */
    public static final String COSIGN_SIGN = "https://sigstore.dev/cosign/sign/v1";

    private static final String WHERE = "in-toto statement";
    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_SUBJECTS = 1024;

    public Statement {
        subjects = List.copyOf(subjects);
    }

    /** Reads the payload of an envelope whose signature was checked. */
    public static Statement of(DsseEnvelope envelope) {
        if (!envelope.payloadType().equals(DsseEnvelope.IN_TOTO)) {
            throw new Rejected(
                    Reason.WRONG_PURPOSE,
                    "DSSE envelope",
                    "holds " + envelope.payloadType() + ", not an in-toto statement");
        }
        JsonObject body = Rejected.JSON.object(envelope.payload(), WHERE, MAX_BYTES);
        if (!TYPES.contains(body.text("_type"))) {
            throw body.malformed("_type", "is '" + body.text("_type") + "', which is not known");
        }
        List<JsonObject> subjects = body.objects("subject");
        if (subjects.isEmpty() || subjects.size() > MAX_SUBJECTS) {
            throw body.malformed("subject", "has " + subjects.size() + " entries; 1 to " + MAX_SUBJECTS + " are read");
        }
        List<Subject> all = subjects.stream()
                .map(subject -> new Subject(subject.textOr("name", ""), subject.textMap("digest")))
                .toList();
        return new Statement(all, body.text("predicateType"), body);
    }

    /**
     * The subject that is these bytes.
     *
     * @throws Rejected if there is none
     */
    public Subject requireSubject(byte[] bytes) {
        return subjects.stream()
                .filter(subject -> subject.is(bytes))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        Reason.WRONG_SUBJECT,
                        WHERE,
                        "is about " + subjects.get(0).digests() + ", not about " + Digest.of(bytes)));
    }
}
