package dev.slipway.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Go struct on its way to be printed: fields in order; {@link #putNull} is the only way to have a null in it. */
final class Fields {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Fields put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    Fields putNull(String key) {
        values.put(key, null);
        return this;
    }

    /** Go's {@code omitempty} for a pointer. */
    Fields putUnlessNull(String key, @Nullable Object value) {
        return value == null ? this : put(key, value);
    }

    /** Go's {@code omitempty} for a string. */
    Fields putUnlessEmpty(String key, @Nullable String value) {
        return value == null || value.isEmpty() ? this : put(key, value);
    }

    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
