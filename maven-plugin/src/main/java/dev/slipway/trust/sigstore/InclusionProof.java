package dev.slipway.trust.sigstore;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Merkle audit path (RFC 9162 2.1.3): the way from an entry to the root of the log.
 *
 * @param index of the entry in the tree
 * @param size of the tree
 * @param checkpoint the log's signed word on root and size; null if the bundle is too old to have one
 */
record InclusionProof(long index, long size, byte[] root, List<byte[]> path, @Nullable String checkpoint) {
    private static final String WHERE = "inclusion proof";
    private static final int HASH = 32;
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    static InclusionProof of(JsonObject proof) {
        proof.only("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
        return new InclusionProof(
                proof.has("logIndex") ? proof.count("logIndex") : 0,
                proof.count("treeSize"),
                proof.bytes("rootHash"),
                proof.byteLists("hashes"),
                proof.has("checkpoint")
                        ? proof.object("checkpoint").only("envelope").text("envelope")
                        : null);
    }

    /** @throws Rejected unless the path leads from the entry to the root (RFC 9162 2.1.3.2) */
    void verify(byte[] entry) {
        if (index >= size) {
            throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "is for entry " + index + " of only " + size);
        }
        long node = index;
        long last = size - 1;
        byte[] hash = Hash.SHA256.of(LEAF, entry);
        for (byte[] sibling : path) {
            if (last == 0 || sibling.length != HASH) {
                throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "has a path that is too long or broken");
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.SHA256.of(NODE, sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.SHA256.of(NODE, hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0 || !Arrays.equals(hash, root)) {
            throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "does not lead from the entry to the root of the log");
        }
    }
}
