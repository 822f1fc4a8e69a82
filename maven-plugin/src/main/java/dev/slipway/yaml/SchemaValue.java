package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * No value: notes what it is asked for.
 *
 * @param parts of the grammar that have a name
 * @param guise what it says to be where a reader looks before it asks
 */
record SchemaValue(Shape shape, SchemaParts parts, Guise guise) implements ValueReader {
    /** The kinds that a reader can tell apart; it is run once under each of them. */
    enum Guise {
        TEXT,
        LIST,
        MAPPING,
        OTHER
    }

    private static final Place NOWHERE = new Place("schema", 1, 1, "");

    /** No value of another shape. */
    SchemaValue at(Shape other) {
        return new SchemaValue(other, parts, guise);
    }

    @Override
    public <T> @Nullable T part(String name, Reading<ValueReader, T> reading) {
        shape.refer(name);
        parts.open(name).ifPresent(part -> {
            reading.read(at(part));
            parts.close(name);
        });
        return null;
    }

    @Override
    public Place place() {
        return NOWHERE;
    }

    @Override
    public Places places() {
        return Places.of(NOWHERE, new TreeMap<>());
    }

    @Override
    public boolean isText() {
        return guise == Guise.TEXT;
    }

    @Override
    public boolean isEmptyText() {
        return false;
    }

    @Override
    public boolean isList() {
        return guise == Guise.LIST;
    }

    @Override
    public boolean isMapping() {
        return guise == Guise.MAPPING;
    }

    @Override
    public String json() {
        return "null";
    }

    @Override
    public ValueReader withPlainTexts() {
        return this;
    }

    @Override
    public void refuse(String what, String next) {
        // Nothing is wrong with a value that is not there.
    }

    @Override
    public @Nullable String text() {
        shape.text();
        return null;
    }

    @Override
    public @Nullable Boolean bool() {
        shape.bool();
        return null;
    }

    @Override
    public @Nullable Long integer(long min, long max) {
        shape.integer(BigInteger.valueOf(min), BigInteger.valueOf(max));
        return null;
    }

    @Override
    public @Nullable BigInteger unsigned() {
        shape.integer(BigInteger.ZERO, WrittenValue.MAX_UNSIGNED);
        return null;
    }

    @Override
    public <T> @Nullable List<T> list(Reading<ValueReader, T> item) {
        item.read(at(shape.items()));
        return null;
    }

    @Override
    public <T> @Nullable T object(Reading<ObjectReader, T> reader) {
        reader.read(new SchemaObject(shape.keys(), this));
        return null;
    }

    @Override
    public <T> @Nullable SortedMap<String, T> map(Reading<ValueReader, T> reader) {
        reader.read(at(shape.values()));
        return null;
    }

    @Override
    public <E> @Nullable E oneOf(Map<String, E> words) {
        shape.words(words.keySet());
        return null;
    }

    @Override
    public <T> @Nullable T parsed(Function<String, T> parser) {
        shape.text();
        return null;
    }
}
