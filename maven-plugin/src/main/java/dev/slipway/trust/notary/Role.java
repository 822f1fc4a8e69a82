package dev.slipway.trust.notary;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may sign a kind of metadata, and how many of them must (TUF 4.3).
 *
 * @param threshold at least 1
 */
record Role(String name, List<TufKey> keys, int threshold) {
    Role {
        keys = List.copyOf(keys);
    }

    /** @param known all keys of the document, by their names */
    static Role of(String name, JsonObject role, Map<String, TufKey> known) {
        long threshold = role.number("threshold");
        if (threshold < 1 || threshold > Integer.MAX_VALUE) {
            throw role.malformed("threshold", "is " + threshold + "; at least one signature is needed");
        }
        List<TufKey> keys = new ArrayList<>();
        for (String id : new TreeSet<>(role.texts("keyids"))) {
            TufKey key = known.get(id);
            if (key == null) {
                throw role.malformed("keyids", "names the key " + id + ", which is not in the document");
            }
            keys.add(key);
        }
        return new Role(name, keys, (int) threshold);
    }

    /** @throws Rejected unless enough different keys of the role signed the document (TUF 5.3.4) */
    void requireSigned(SignedMetadata metadata) {
        // Keys are told apart by what they are: one key under two names, or listed twice, signs once.
        Set<String> signers = new HashSet<>();
        for (SignedMetadata.Signature signature : metadata.signatures()) {
            for (TufKey key : keys) {
                if (key.id().equals(signature.keyId())
                        && key.verifies(signature.method(), metadata.message(), signature.bytes())) {
                    signers.add(HexFormat.of().formatHex(key.key().getEncoded()));
                }
            }
        }
        if (signers.isEmpty()) {
            throw new Rejected(
                    Reason.SIGNATURE_INVALID, metadata.where(), "is not signed by any key of the role " + name);
        }
        if (signers.size() < threshold) {
            throw new Rejected(
                    Reason.THRESHOLD_NOT_MET,
                    metadata.where(),
                    "is signed by " + signers.size() + " different keys of the role " + name + ", which needs "
                            + threshold);
        }
    }

    /** Stands for the keys: versions are comparable only as long as these do not change. */
    String keysFingerprint() {
        String ids = String.join(",", keys.stream().map(TufKey::id).sorted().toList());
        return Digest.of(ids.getBytes(StandardCharsets.US_ASCII)).hex().substring(0, 16);
    }
}
