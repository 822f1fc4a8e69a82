package dev.slipway.trust.notary;

import dev.slipway.trust.json.Json;
import dev.slipway.trust.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The text form of what was seen of all repositories; one text for one state. */
public final class NotaryStates {
    private static final int MAX_BYTES = 4 << 20;

    private NotaryStates() {}

    /** @throws dev.slipway.trust.evidence.Rejected if this is not such a text */
    public static SortedMap<String, NotaryState> parse(String text) {
        SortedMap<String, NotaryState> states = new TreeMap<>();
        Json json = Json.parse(text.getBytes(StandardCharsets.UTF_8), "state of Notary repositories", MAX_BYTES);
        json.only("notary").objectMap("notary").forEach((gun, state) -> {
            SortedMap<String, NotaryState.Seen> roles = new TreeMap<>();
            state.only("root", "rootSha256", "roles")
                    .objectMap("roles")
                    .forEach((name, role) -> roles.put(
                            name,
                            new NotaryState.Seen(role.only("version", "keys").count("version"), role.text("keys"))));
            states.put(gun, new NotaryState(state.count("root"), state.text("rootSha256"), roles));
        });
        return states;
    }

    /** Sorted, two blanks deep, a newline at the end. */
    public static String format(SortedMap<String, NotaryState> states) {
        Map<String, Object> all = new LinkedHashMap<>();
        states.forEach((gun, state) -> {
            Map<String, Object> roles = new LinkedHashMap<>();
            state.roles()
                    .forEach((name, seen) -> roles.put(name, ordered("version", seen.version(), "keys", seen.keys())));
            all.put(gun, ordered("root", state.rootVersion(), "rootSha256", state.rootSha256(), "roles", roles));
        });
        return JsonText.of(ordered("notary", all));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}
