package dev.slipway.trust;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonWriter;
import dev.slipway.trust.evidence.RecordedFetcher;
import dev.slipway.trust.evidence.RecordingFetcher;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Evidence as a text that a cache can keep; used again, it is verified again. */
public final class EvidenceRecord {
    private static final int MAX_BYTES = 256 << 20;
    private static final int VERSION = 1;

    private EvidenceRecord() {}

    /** The name to keep it under: another image, digest or policy is another question. */
    public static Digest key(VerificationRequest request, Policy policy) {
        String text = "trust evidence " + VERSION + "\n" + policy.sha256() + "\n"
                + request.subject().reference().canonical() + "\n"
                + request.subject().digest();
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a record. */
    public static String format(RecordingFetcher recorded) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("answers", recorded.answers());
        return JsonWriter.lines(record);
    }

    /** @throws dev.slipway.trust.evidence.Rejected if this is not a record */
    public static RecordedFetcher parse(String text) {
        JsonObject json = Rejected.JSON.object(text.getBytes(StandardCharsets.UTF_8), "kept evidence", MAX_BYTES);
        return new RecordedFetcher(new TreeMap<>(json.only("answers").textMap("answers")));
    }
}
