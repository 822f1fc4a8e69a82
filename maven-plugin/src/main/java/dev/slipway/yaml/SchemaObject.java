package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import org.jspecify.annotations.Nullable;

/** No mapping: notes the keys it is asked for. */
record SchemaObject(Shape.Keys keys, SchemaValue whole) implements ObjectReader {
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
    public @Nullable ValueReader value(String key) {
        return new SchemaValue(keys.of(key), whole.guise());
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
