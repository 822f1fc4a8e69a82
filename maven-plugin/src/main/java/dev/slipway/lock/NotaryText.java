package dev.slipway.lock;

import dev.slipway.trust.notary.NotaryState;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The section {@code notary} of the lock. */
final class NotaryText {
    private NotaryText() {}

    /** Empty if nothing was seen. */
    static String format(SortedMap<String, NotaryState> states) {
        StringBuilder text = new StringBuilder(states.isEmpty() ? "" : "notary:\n");
        states.forEach((gun, state) -> {
            text.append("  ").append(LockText.quoted(gun)).append(":\n");
            text.append("    root: ").append(state.rootVersion()).append('\n');
            text.append("    rootSha256: \"").append(state.rootSha256()).append("\"\n");
            text.append("    roles:\n");
            state.roles().forEach((role, seen) -> text.append("      ")
                    .append(LockText.quoted(role))
                    .append(": {version: ")
                    .append(seen.version())
                    .append(", keys: \"")
                    .append(seen.keys())
                    .append("\"}\n"));
        });
        return text.toString();
    }

    static @Nullable NotaryState state(ObjectReader entry) {
        Long root = version(entry.required("root"));
        String sha256 = entry.requiredText("rootSha256");
        ValueReader written = entry.required("roles");
        SortedMap<String, NotaryState.Seen> roles =
                written == null ? null : written.map(role -> role.object(NotaryText::seen));
        return root == null || sha256 == null || roles == null ? null : new NotaryState(root, sha256, roles);
    }

    private static NotaryState.@Nullable Seen seen(ObjectReader entry) {
        Long version = version(entry.required("version"));
        String keys = entry.requiredText("keys");
        return version == null || keys == null ? null : new NotaryState.Seen(version, keys);
    }

    private static @Nullable Long version(@Nullable ValueReader value) {
        return value == null ? null : value.integer(1, Long.MAX_VALUE);
    }
}
