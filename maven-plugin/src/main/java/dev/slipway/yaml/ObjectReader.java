package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of known keys. A key is known once it was asked for; the others are refused at the end. Each method answers null
 * for a key that is absent, and for one that is wrong, with a finding noted.
 */
public final class ObjectReader {
    private final Value.Mapping mapping;
    private final Findings findings;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    ObjectReader(Value.Mapping mapping, Findings findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    /** Where the mapping begins. */
    public Place place() {
        return mapping.place();
    }

    /** Where everything below the mapping stands. */
    public Places places() {
        return mapping.places();
    }

    /** Notes that the mapping as a whole is wrong. */
    public void refuse(String what, String next) {
        findings.add(place(), what, next);
    }

    /** True if the key is written, whatever its value. */
    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** The value of a key. */
    public @Nullable ValueReader value(String key) {
        known.add(key);
        Value.Entry entry = mapping.entries().get(key);
        return entry == null ? null : new ValueReader(entry.value(), findings);
    }

    /** The value of a key without which the mapping makes no sense. */
    public @Nullable ValueReader required(String key) {
        ValueReader value = value(key);
        if (value == null) {
            missing.add(key);
        }
        return value;
    }

    private <T> @Nullable T read(String key, Reading<ValueReader, T> reader) {
        ValueReader value = value(key);
        return value == null ? null : reader.read(value);
    }

    /** A text that must be there. */
    public @Nullable String requiredText(String key) {
        ValueReader value = required(key);
        return value == null ? null : value.text();
    }

    /** A text with a grammar of its own that must be there; see {@link ValueReader#parsed}. */
    public <T> @Nullable T requiredParsed(String key, Function<String, T> parser) {
        ValueReader value = required(key);
        return value == null ? null : value.parsed(parser);
    }

    /** A text. */
    public @Nullable String text(String key) {
        return read(key, ValueReader::text);
    }

    /** A text with a grammar of its own; see {@link ValueReader#parsed}. */
    public <T> @Nullable T parsed(String key, Function<String, T> parser) {
        return read(key, value -> value.parsed(parser));
    }

    /** One of some words. */
    public <E> @Nullable E oneOf(String key, Map<String, E> words) {
        return read(key, value -> value.oneOf(words));
    }

    /** {@code true} or {@code false}. */
    public @Nullable Boolean bool(String key) {
        return read(key, ValueReader::bool);
    }

    /** An integer between two bounds, both included. */
    public @Nullable Long integer(String key, long min, long max) {
        return read(key, value -> value.integer(min, max));
    }

    /** A list of texts. */
    public @Nullable List<String> texts(String key) {
        return read(key, ValueReader::texts);
    }

    /** A mapping of free keys to texts. */
    public @Nullable SortedMap<String, String> textMap(String key) {
        return read(key, ValueReader::textMap);
    }

    /** A list; items of which the function makes null are left out. */
    public <T> @Nullable List<T> list(String key, Reading<ValueReader, T> item) {
        return read(key, value -> value.list(item));
    }

    /** A mapping of known keys. */
    public <T> @Nullable T object(String key, Reading<ObjectReader, T> reader) {
        return read(key, value -> value.object(reader));
    }

    /** Refuses keys that nobody asked for, then tells required ones that are missing, unless one of the former was meant. */
    void refuseTheRest() {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                Optional<String> meant = Suggestion.of(key, known);
                meant.ifPresent(missing::remove);
                findings.add(
                        entry.keyPlace(),
                        "there is no such key",
                        meant.map(word -> "Did you mean " + word + "?")
                                .orElse("Known here: " + String.join(", ", known)));
            }
        });
        missing.forEach(key -> refuse("the key '" + key + "' is missing", "Add '" + key + ": ..'"));
    }
}
