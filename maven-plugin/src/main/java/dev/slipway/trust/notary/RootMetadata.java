package dev.slipway.trust.notary;

import dev.slipway.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of all roles (TUF 4.3). */
record RootMetadata(SignedMetadata metadata, Role root, Role targets, Role snapshot, Role timestamp) {
    static RootMetadata parse(byte[] raw, String where) {
        SignedMetadata metadata = SignedMetadata.parse(raw, "Root", where);
        Map<String, TufKey> keys = new LinkedHashMap<>();
        metadata.body().objectMap("keys").forEach((id, key) -> keys.put(id, TufKey.of(id, key)));
        JsonObject roles = metadata.body().object("roles");
        return new RootMetadata(
                metadata,
                Role.of("root", roles.object("root"), keys),
                Role.of("targets", roles.object("targets"), keys),
                Role.of("snapshot", roles.object("snapshot"), keys),
                Role.of("timestamp", roles.object("timestamp"), keys));
    }

    long version() {
        return metadata.version();
    }
}
