package dev.slipway.trust.sigstore;

import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The signed certificate timestamps inside of a certificate (RFC 6962 3.2, 3.3): a log's promise to publish it, so that nobody
 * can have certificates made in silence.
 */
final class CertificateTimestamps {
    private static final String WHERE = "signed certificate timestamp";
    private static final String EXTENSION = "1.3.6.1.4.1.11129.2.4.2";
    private static final int EXTENSIONS = 0xa3;
    private static final int LOG_ID = 32;
    private static final int PRECERT_ENTRY = 1;
    private static final int MAX_TIMESTAMPS = 32;

    private record Timestamp(byte[] logId, long millis, byte[] extensions, byte[] signature) {}

    private CertificateTimestamps() {}

    /** @throws Rejected unless a log of the trusted root vouches for the certificate, and none of them falsely */
    static void verify(X509Certificate certificate, X509Certificate issuer, TrustedRoot root) {
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        if (extension == null) {
            throw new Rejected(Reason.SCT_INVALID, WHERE, "is missing in the certificate");
        }
        byte[] list = Der.parse(Der.parse(extension, WHERE).octets(), WHERE).octets();
        byte[] certificateEntry = certificateEntry(certificate, issuer);
        int valid = 0;
        for (Timestamp timestamp : read(list)) {
            LogKey log = root.certificateLog(timestamp.logId());
            if (log == null) {
                continue;
            }
            if (!log.verifies(signed(timestamp, certificateEntry), timestamp.signature())) {
                throw new Rejected(
                        Reason.SCT_INVALID,
                        WHERE,
                        "has a signature of the log " + log.baseUrl() + " that does not match this certificate");
            }
            if (!log.validity().holds(Instant.ofEpochMilli(timestamp.millis()))) {
                throw new Rejected(
                        Reason.OUTSIDE_VALIDITY,
                        WHERE,
                        "was made at "
                                + Instant.ofEpochMilli(timestamp.millis()) + ", but the log's key is valid from "
                                + log.validity());
            }
            valid++;
        }
        if (valid == 0) {
            throw new Rejected(Reason.SCT_INVALID, WHERE, "is not of a log that the trusted root names");
        }
    }

    private static List<Timestamp> read(byte[] list) {
        List<Timestamp> timestamps = new ArrayList<>();
        try {
            ByteBuffer in = ByteBuffer.wrap(list);
            ByteBuffer all = ByteBuffer.wrap(vector(in));
            while (all.hasRemaining() && timestamps.size() < MAX_TIMESTAMPS) {
                ByteBuffer one = ByteBuffer.wrap(vector(all));
                int version = one.get();
                byte[] logId = new byte[LOG_ID];
                one.get(logId);
                long millis = one.getLong();
                byte[] extensions = vector(one);
                // The two bytes of the algorithm: the log's key says which it is.
                one.getShort();
                byte[] signature = vector(one);
                if (version == 0 && !one.hasRemaining()) {
                    timestamps.add(new Timestamp(logId, millis, extensions, signature));
                }
            }
            if (in.hasRemaining() || all.hasRemaining()) {
                throw new Rejected(Reason.SCT_INVALID, WHERE, "is followed by other bytes, or by too many others");
            }
        } catch (BufferUnderflowException e) {
            throw new Rejected(Reason.SCT_INVALID, WHERE, "is cut off", e);
        }
        return timestamps;
    }

    /** An opaque vector with a length of two bytes (RFC 8446 3.4). */
    private static byte[] vector(ByteBuffer in) {
        int length = in.getShort() & 0xffff;
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] signed(Timestamp timestamp, byte[] certificateEntry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // sct_version v1, signature_type certificate_timestamp, timestamp, entry_type precert_entry
        out.writeBytes(ByteBuffer.allocate(12)
                .putShort((short) 0)
                .putLong(timestamp.millis())
                .putShort((short) PRECERT_ENTRY)
                .array());
        out.writeBytes(certificateEntry);
        out.writeBytes(ByteBuffer.allocate(2)
                .putShort((short) timestamp.extensions().length)
                .array());
        out.writeBytes(timestamp.extensions());
        return out.toByteArray();
    }

    /** The PreCert of RFC 6962 3.2: hash of the issuer's key, and the certificate's fields without the timestamps. */
    private static byte[] certificateEntry(X509Certificate certificate, X509Certificate issuer) {
        byte[] tbs = withoutTimestamps(certificate);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Hash.SHA256.of(issuer.getPublicKey().getEncoded()));
        out.write(tbs.length >>> 16);
        out.write(tbs.length >>> 8);
        out.write(tbs.length);
        out.writeBytes(tbs);
        return out.toByteArray();
    }

    private static byte[] withoutTimestamps(X509Certificate certificate) {
        Der tbs =
                Der.parse(Certificates.encoded(certificate), WHERE).sequence(3).get(0);
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (Der field : tbs.sequence(7)) {
            fields.writeBytes(field.is(EXTENSIONS) ? otherExtensions(field) : field.encoded());
        }
        return Der.encode(Der.SEQUENCE, fields.toByteArray());
    }

    private static byte[] otherExtensions(Der field) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (Der extension : field.only().sequence(1)) {
            if (!extension.sequence(2).get(0).oid().equals(EXTENSION)) {
                kept.writeBytes(extension.encoded());
            }
        }
        return Der.encode(EXTENSIONS, Der.encode(Der.SEQUENCE, kept.toByteArray()));
    }
}
