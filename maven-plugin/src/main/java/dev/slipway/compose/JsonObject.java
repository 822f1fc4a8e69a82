package dev.slipway.compose;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making; keys come out in the order they were put in. */
final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Puts a member that is always written, be it empty. */
    JsonObject put(String key, Object value) {
        members.put(key, value);
        return this;
    }

    /** Puts a member unless it is what Go's {@code omitempty} leaves out: null, false, "" or an empty list or map. */
    JsonObject putUnlessEmpty(String key, @Nullable Object value) {
        if (value != null && !isEmpty(value)) {
            members.put(key, value);
        }
        return this;
    }

    /** Puts a member unless it is null; zero, false and empty objects are written, as Go does behind a pointer. */
    JsonObject putUnlessNull(String key, @Nullable Object value) {
        if (value != null) {
            members.put(key, value);
        }
        return this;
    }

    Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    private static boolean isEmpty(Object value) {
        return value.equals("")
                || value.equals(Boolean.FALSE)
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }
}
