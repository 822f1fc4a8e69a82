package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * No mapping: notes the keys it is asked for.
 *
 * @param sentence what the next key means; empty if nobody said
 */
record SchemaObject(Shape.Keys keys, SchemaValue whole, String sentence) implements ObjectReader {
    SchemaObject(Shape.Keys keys, SchemaValue whole) {
        this(keys, whole, "");
    }

    @Override
    public Place place() {
        return whole.place();
    }

    @Override
    public Places places() {
        return whole.places();
    }

    @Override
    public void refuse(String what, String next) {
        whole.refuse(what, next);
    }

    @Override
    public boolean has(String key) {
        return false;
    }

    @Override
    public ObjectReader about(String next) {
        return new SchemaObject(keys, whole, next);
    }

    @Override
    public <T> @Nullable T oneKind(
            Map<String, ? extends Reading<ObjectReader, ? extends T>> kinds, Consumer<List<String>> notOne) {
        kinds.forEach((key, kind) -> {
            Shape.Keys own = keys.kind(key);
            own.require(key);
            kind.read(new SchemaObject(own, whole));
        });
        return null;
    }

    @Override
    public @Nullable ValueReader value(String key) {
        Shape shape = keys.of(key);
        if (!sentence.isEmpty()) {
            shape.describe(sentence);
        }
        return whole.at(shape);
    }

    @Override
    public @Nullable ValueReader required(String key) {
        keys.require(key);
        return value(key);
    }

    @Override
    public @Nullable ValueReader requiredIf(boolean condition, String key) {
        return value(key);
    }
}
