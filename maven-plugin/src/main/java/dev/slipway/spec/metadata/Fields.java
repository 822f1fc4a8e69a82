package dev.slipway.spec.metadata;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Go struct on its way to be printed: fields in order; {@link #putNull} is the only way to have a null in it. */
public final class Fields {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Puts a field that is always printed, be it empty. */
    public Fields put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    Fields putNull(String key) {
        values.put(key, null);
        return this;
    }

    /** Go's {@code omitempty} for a pointer: zero, false and what is empty are printed. */
    public Fields putUnlessNull(String key, @Nullable Object value) {
        return value == null ? this : put(key, value);
    }

    /** Go's {@code omitempty} for a string, a bool, a list or a map. */
    public Fields putUnlessEmpty(String key, @Nullable Object value) {
        return value == null || isEmpty(value) ? this : put(key, value);
    }

    private static boolean isEmpty(Object value) {
        return value.equals("")
                || value.equals(Boolean.FALSE)
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** Name and value of each field, in order. */
    public Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
