package dev.slipway.trust.sigstore;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Validity;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a Sigstore instance (protobuf-specs {@code TrustedRoot}): its logs and authorities, and when each was in use.
 */
public final class TrustedRoot {
    private static final String WHERE = "trusted root";
    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_CHAIN = 8;

    private final List<LogKey.Fields> logs;
    private final List<LogKey.Fields> certificateLogs;
    private final List<Authority> certificateAuthorities;
    private final List<Authority> timestampAuthorities;

    private TrustedRoot(JsonObject root) {
        if (!root.text("mediaType").startsWith(MEDIA_TYPE)) {
            throw root.malformed("mediaType", "is '" + root.text("mediaType") + "', not that of a trusted root");
        }
        logs = each(root.objects("tlogs"), TrustedRoot::log);
        certificateLogs = each(root.objects("ctlogs"), TrustedRoot::log);
        certificateAuthorities = each(root.objects("certificateAuthorities"), TrustedRoot::authority);
        timestampAuthorities = each(root.objects("timestampAuthorities"), TrustedRoot::authority);
    }

    /** @throws Rejected if this is not a trusted root */
    public static TrustedRoot parse(byte[] json) {
        return new TrustedRoot(Rejected.JSON.proto(json, WHERE, MAX_BYTES));
    }

    /** True if there is a log of signatures with this identifier. */
    boolean knows(byte[] id) {
        return logs.stream().anyMatch(log -> Arrays.equals(log.id(), id));
    }

    /** The log of signatures with this identifier. */
    LogKey log(byte[] id) {
        return find(logs, id, "the log of an entry");
    }

    /** The log of certificates with this identifier, or null: certificates may be in several logs. */
    @Nullable
    LogKey certificateLog(byte[] id) {
        return certificateLogs.stream().anyMatch(log -> Arrays.equals(log.id(), id))
                ? find(certificateLogs, id, "the log of a certificate")
                : null;
    }

    List<Authority> certificateAuthorities() {
        return certificateAuthorities;
    }

    List<Authority> timestampAuthorities() {
        return timestampAuthorities;
    }

    private static LogKey find(List<LogKey.Fields> logs, byte[] id, String what) {
        List<LogKey.Fields> found =
                logs.stream().filter(log -> Arrays.equals(log.id(), id)).toList();
        if (found.size() != 1) {
            throw new Rejected(
                    Reason.LOG_UNKNOWN, WHERE, "names " + what + (found.isEmpty() ? " not at all" : " more than once"));
        }
        return LogKey.of(found.get(0));
    }

    private static <T> List<T> each(List<JsonObject> list, Function<JsonObject, T> reader) {
        return list.stream().map(reader).toList();
    }

    private static LogKey.Fields log(JsonObject log) {
        JsonObject key = log.object("publicKey");
        return new LogKey.Fields(
                log.text("baseUrl"),
                log.object("logId").bytes("keyId"),
                key.bytes("rawBytes"),
                key.text("keyDetails"),
                validity(key));
    }

    private static Authority authority(JsonObject authority) {
        List<X509Certificate> chain = new ArrayList<>();
        for (JsonObject certificate : authority.object("certChain").objects("certificates")) {
            chain.add(Certificates.ofDer(certificate.bytes("rawBytes"), "certificate of the trusted root"));
        }
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            throw authority.malformed("certChain", "has " + chain.size() + " certificates");
        }
        return new Authority(authority.textOr("uri", ""), chain, validity(authority));
    }

    private static Validity validity(JsonObject holder) {
        if (!holder.has("validFor") || !holder.object("validFor").has("start")) {
            // The end may be open. The start is required (protobuf-specs), and unknown is not the same as unbounded.
            throw holder.malformed("validFor", "has no start");
        }
        JsonObject range = holder.object("validFor");
        return new Validity(time(range, "start"), range.has("end") ? time(range, "end") : null);
    }

    private static Instant time(JsonObject range, String field) {
        try {
            return Instant.parse(range.text(field));
        } catch (DateTimeParseException e) {
            throw range.malformed(field, "is not a time as RFC 3339 writes it");
        }
    }
}
