package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A YAML document, aliases and merge keys resolved, as a tree of values with places. */
sealed interface Value {
    Place place();

    /** A text, number, truth value or null. */
    record Scalar(Place place, ScalarType type, String text) implements Value {}

    /** A YAML sequence. */
    record Items(Place place, List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A YAML mapping, in the order of the text. */
    record Mapping(Place place, Map<String, Entry> entries) implements Value {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** Something about which a finding was already noted. */
    record Broken(Place place) implements Value {}

    /** A value and the place of its key. */
    record Entry(Place keyPlace, Value value) {}

    /** The places of everything below this value. */
    default Places places() {
        SortedMap<String, Place> parts = new TreeMap<>();
        collect("", parts);
        return Places.of(place(), parts);
    }

    private void collect(String key, SortedMap<String, Place> parts) {
        if (!key.isEmpty()) {
            parts.put(key, place());
        }
        if (this instanceof Items items) {
            for (int i = 0; i < items.values.size(); i++) {
                items.values.get(i).collect(key + "[" + i + "]", parts);
            }
        } else if (this instanceof Mapping mapping) {
            mapping.entries.forEach(
                    (name, entry) -> entry.value.collect(key.isEmpty() ? name : key + "." + name, parts));
        }
    }

    /** What it is, for a sentence that says "found ..". */
    default String described() {
        if (this instanceof Scalar scalar) {
            return scalar.type.described(scalar.text);
        }
        return this instanceof Items ? "a list" : "a mapping";
    }
}
