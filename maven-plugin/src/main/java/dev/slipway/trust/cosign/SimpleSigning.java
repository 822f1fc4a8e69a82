package dev.slipway.trust.cosign;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;

/**
 * The payload of an older cosign signature (containers/image "atomic signature" format, cosign {@code SIGNATURE_SPEC.md}), read
 * as strictly as containers/image does: what is signed must have one meaning.
 *
 * @param digest of the signed manifest
 * @param reference the name it was signed under
 */
record SimpleSigning(String digest, String reference) {
    static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";
    static final int MAX_BYTES = 1 << 20;

    private static final String TYPE = "cosign container image signature";
    private static final String WHERE = "signature payload";

    static SimpleSigning parse(byte[] payload) {
        JsonObject json = Rejected.JSON.object(payload, WHERE, MAX_BYTES).only("critical", "optional");
        JsonObject critical = json.object("critical").only("type", "image", "identity");
        if (!critical.text("type").equals(TYPE)) {
            throw new Rejected(
                    Reason.WRONG_PURPOSE, WHERE, "is a '" + critical.text("type") + "', expected '" + TYPE + "'");
        }
        if (json.has("optional")) {
            json.object("optional");
        }
        return new SimpleSigning(
                critical.object("image").only("docker-manifest-digest").text("docker-manifest-digest"),
                critical.object("identity").only("docker-reference").text("docker-reference"));
    }

    /** @throws Rejected unless it was signed for this image under this name */
    void require(Subject subject, RepositoryBinding binding) {
        if (!digest.equals(subject.digest().toString())) {
            throw new Rejected(Reason.WRONG_SUBJECT, WHERE, "is for " + digest + ", not for " + subject.digest());
        }
        binding.require(reference);
    }
}
