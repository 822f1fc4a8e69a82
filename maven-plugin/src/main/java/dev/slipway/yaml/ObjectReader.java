package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of known keys. A key is known once it was asked for; the others are refused at the end. Each method answers null
 * for a key that is absent, and for one that is wrong, with a finding noted.
 */
public sealed interface ObjectReader permits WrittenObject, SchemaObject {
    /** Where the mapping begins. */
    Place place();

    /** Where everything below the mapping stands. */
    Places places();

    /** Notes that the mapping as a whole is wrong. */
    void refuse(String what, String next);

    /** True if the key is written, whatever its value. */
    boolean has(String key);

    /**
     * This mapping, of which the next key means this: one sentence, which is the key's description in the JSON Schema and its
     * row on the reference page.
     */
    ObjectReader about(String sentence);

    /**
     * Reads a mapping of one of several kinds, which the one key says that no other kind has.
     *
     * @param kinds the key of each kind, and what reads a mapping of it
     * @param notOne receives the keys of kinds that are written, unless it is just one
     */
    <T> @Nullable T oneKind(
            Map<String, ? extends Reading<ObjectReader, ? extends T>> kinds, Consumer<List<String>> notOne);

    /** The value of a key. */
    @Nullable
    ValueReader value(String key);

    /** The value of a key without which the mapping makes no sense. */
    @Nullable
    ValueReader required(String key);

    /** The value of a key which is required in mappings of one kind and not in others. */
    @Nullable
    ValueReader requiredIf(boolean condition, String key);

    private <T> @Nullable T read(String key, Reading<ValueReader, T> reader) {
        ValueReader value = value(key);
        return value == null ? null : reader.read(value);
    }

    /** A text that must be there. */
    default @Nullable String requiredText(String key) {
        ValueReader value = required(key);
        return value == null ? null : value.text();
    }

    /** A text with a grammar of its own that must be there; see {@link ValueReader#parsed}. */
    default <T> @Nullable T requiredParsed(String key, Function<String, T> parser) {
        ValueReader value = required(key);
        return value == null ? null : value.parsed(parser);
    }

    /** A text. */
    default @Nullable String text(String key) {
        return read(key, ValueReader::text);
    }

    /** A text with a grammar of its own; see {@link ValueReader#parsed}. */
    default <T> @Nullable T parsed(String key, Function<String, T> parser) {
        return read(key, value -> value.parsed(parser));
    }

    /** One of some words. */
    default <E> @Nullable E oneOf(String key, Map<String, E> words) {
        return read(key, value -> value.oneOf(words));
    }

    /** {@code true} or {@code false}. */
    default @Nullable Boolean bool(String key) {
        return read(key, ValueReader::bool);
    }

    /** An integer between two bounds, both included. */
    default @Nullable Long integer(String key, long min, long max) {
        return read(key, value -> value.integer(min, max));
    }

    /** A list of texts. */
    default @Nullable List<String> texts(String key) {
        return read(key, ValueReader::texts);
    }

    /** A mapping of free keys to texts. */
    default @Nullable SortedMap<String, String> textMap(String key) {
        return read(key, ValueReader::textMap);
    }

    /** A list; items of which the function makes null are left out. */
    default <T> @Nullable List<T> list(String key, Reading<ValueReader, T> item) {
        return read(key, value -> value.list(item));
    }

    /** A mapping of known keys. */
    default <T> @Nullable T object(String key, Reading<ObjectReader, T> reader) {
        return read(key, value -> value.object(reader));
    }
}
