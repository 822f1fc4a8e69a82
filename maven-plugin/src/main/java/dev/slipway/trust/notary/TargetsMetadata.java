package dev.slipway.trust.notary;

import dev.slipway.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tags and the manifests they name, and who else may say so (TUF 4.5).
 *
 * @param targets by tag
 */
record TargetsMetadata(SignedMetadata metadata, Map<String, FileMeta> targets) {
    /** A role that targets are delegated to, and for which tags. */
    record Delegation(Role role, List<String> prefixes) {
        boolean covers(String tag) {
            return prefixes.stream().anyMatch(tag::startsWith);
        }
    }

    static TargetsMetadata parse(byte[] raw, String where) {
        SignedMetadata metadata = SignedMetadata.parse(raw, "Targets", where);
        Map<String, FileMeta> targets = new LinkedHashMap<>();
        metadata.body().objectMap("targets").forEach((tag, meta) -> targets.put(tag, FileMeta.of(meta)));
        return new TargetsMetadata(metadata, targets);
    }

    /** The delegation of this name, if there is one that has keys. */
    Optional<Delegation> delegation(String name) {
        if (!metadata.body().has("delegations")) {
            return Optional.empty();
        }
        JsonObject delegations = metadata.body().object("delegations");
        List<JsonObject> named = delegations.objects("roles").stream()
                .filter(role -> role.text("name").equals(name))
                .toList();
        if (named.size() > 1) {
            throw delegations.malformed("roles", "has " + name + " twice");
        }
        if (named.isEmpty() || named.get(0).texts("keyids").isEmpty()) {
            return Optional.empty();
        }
        Map<String, TufKey> keys = new LinkedHashMap<>();
        delegations.objectMap("keys").forEach((id, key) -> keys.put(id, TufKey.of(id, key)));
        return Optional.of(
                new Delegation(Role.of(name, named.get(0), keys), named.get(0).texts("paths")));
    }
}
