package dev.slipway.trust.notary;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Length and hashes of a file (TUF 4.4); notary writes the hashes in Base64.
 *
 * @param hashes all that we can compute; sha256 is among them
 */
record FileMeta(long length, Map<String, byte[]> hashes) {
    private static final String SHA256 = "sha256";

    static FileMeta of(JsonObject meta) {
        JsonObject hashes = meta.object("hashes");
        Map<String, byte[]> known = new LinkedHashMap<>();
        known.put(SHA256, hashes.bytes(SHA256));
        if (hashes.has("sha512")) {
            known.put("sha512", hashes.bytes("sha512"));
        }
        return new FileMeta(meta.count("length"), known);
    }

    String sha256() {
        return HexFormat.of().formatHex(hashes.getOrDefault(SHA256, new byte[0]));
    }

    /** @throws Rejected if the file is another one: parts of different times were put together (TUF 5.5.2) */
    void require(byte[] file, String where) {
        boolean same = file.length == length;
        for (Map.Entry<String, byte[]> hash : hashes.entrySet()) {
            same &= Arrays.equals(Hash.ofName(hash.getKey(), where).of(file), hash.getValue());
        }
        if (!same) {
            throw new Rejected(
                    Reason.MIX_AND_MATCH,
                    where,
                    "is not the file of " + length + " bytes, sha256 " + sha256()
                            + ", that was published with the rest");
        }
    }
}
