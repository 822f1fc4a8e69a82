package dev.slipway.trust.sigstore;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of Rekor, with what the log says to it (protobuf-specs {@code TransparencyLogEntry}).
 *
 * @param integratedTime seconds; zero if the log gives none, as Rekor v2 does
 * @param promise the signed entry timestamp; empty if there is none
 * @param proof null if there is none
 */
record LogEntry(
        long logIndex,
        byte[] logId,
        String kind,
        String version,
        long integratedTime,
        byte[] promise,
        @Nullable InclusionProof proof,
        byte[] body) {
    private static final String WHERE = "entry of the transparency log";

    static LogEntry of(JsonObject entry) {
        entry.only(
                "logIndex",
                "logId",
                "kindVersion",
                "integratedTime",
                "inclusionPromise",
                "inclusionProof",
                "canonicalizedBody");
        JsonObject kind = entry.object("kindVersion").only("kind", "version");
        return new LogEntry(
                entry.has("logIndex") ? entry.count("logIndex") : 0,
                entry.object("logId").only("keyId").bytes("keyId"),
                kind.text("kind"),
                kind.text("version"),
                entry.has("integratedTime") ? entry.count("integratedTime") : 0,
                promise(entry),
                entry.has("inclusionProof") ? InclusionProof.of(entry.object("inclusionProof")) : null,
                entry.bytes("canonicalizedBody"));
    }

    private static byte[] promise(JsonObject entry) {
        if (!entry.has("inclusionPromise")) {
            return new byte[0];
        }
        JsonObject promise = entry.object("inclusionPromise").only("signedEntryTimestamp");
        return promise.has("signedEntryTimestamp") ? promise.bytes("signedEntryTimestamp") : new byte[0];
    }

    /** What the promise is over: four fields in this order (Rekor "Signed Entry Timestamp", RFC 8785). */
    byte[] promised() {
        String json =
                "{\"body\":\"" + Base64.getEncoder().encodeToString(body) + "\",\"integratedTime\":" + integratedTime
                        + ",\"logID\":\"" + HexFormat.of().formatHex(logId) + "\",\"logIndex\":" + logIndex + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Checks everything that the log says to this entry.
     *
     * @param proofNeeded false for the oldest formats, where the promise alone is enough
     * @return the time that the log vouches for, if it does
     * @throws Rejected if the log is unknown, or any of its words is wrong
     */
    Optional<Instant> verify(LogKey log, boolean proofNeeded) {
        if (proof != null) {
            proof.verify(body);
            if (proof.checkpoint() != null) {
                Checkpoint.parse(proof.checkpoint()).verify(log, proof);
            }
        }
        boolean proven = proof != null && proof.checkpoint() != null;
        if (proofNeeded && !proven) {
            throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "has no inclusion proof with a checkpoint");
        }
        if (promise.length == 0) {
            if (!proven) {
                throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "has neither promise nor proof of inclusion");
            }
            // Without the promise, nobody signed the time.
            return Optional.empty();
        }
        if (!log.verifies(promised(), promise)) {
            throw new Rejected(
                    Reason.LOG_PROOF_INVALID, WHERE, "has a signed entry timestamp that the log did not make");
        }
        return Optional.of(checkedTime(log));
    }

    private Instant checkedTime(LogKey log) {
        Instant time = Instant.ofEpochSecond(Math.min(integratedTime, Instant.MAX.getEpochSecond()));
        if (integratedTime == 0 || !log.validity().holds(time)) {
            throw new Rejected(
                    Reason.OUTSIDE_VALIDITY,
                    WHERE,
                    "was made at " + time + ", but the log's key is valid from " + log.validity());
        }
        return time;
    }
}
