package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import dev.slipway.problem.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One value, to be read as the type that its place asks for. Each method answers null, with a finding noted, if it is not. */
public final class ValueReader {
    private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final Map<String, String> TRUTHS =
            Map.of("yes", "true", "on", "true", "y", "true", "no", "false", "off", "false", "n", "false");

    private final Value value;
    private final Findings findings;

    ValueReader(Value value, Findings findings) {
        this.value = value;
        this.findings = findings;
    }

    /** Where the value stands. */
    public Place place() {
        return value.place();
    }

    /** Where everything below the value stands. */
    public Places places() {
        return value.places();
    }

    /** True for a text. */
    public boolean isText() {
        return value instanceof Value.Scalar scalar && scalar.type() == ScalarType.TEXT;
    }

    /** True for a list. */
    public boolean isList() {
        return value instanceof Value.Items;
    }

    /** True for a mapping. */
    public boolean isMapping() {
        return value instanceof Value.Mapping;
    }

    /** The value as JSON without blanks, keys in the order of the text; for documents that someone else reads. */
    public String json() {
        return Json.of(value);
    }

    /** Notes that this value is wrong. */
    public void refuse(String what, String next) {
        findings.add(place(), what, next);
    }

    /** A text. */
    public @Nullable String text() {
        if (value instanceof Value.Scalar scalar) {
            if (scalar.type() == ScalarType.TEXT) {
                return scalar.text();
            }
            if (scalar.type() == ScalarType.NULL) {
                return wrong("a text", "Write a text (\"\" is the empty one), or leave the key out");
            }
            String hint = "Write it in quotes: \"" + scalar.text() + "\"";
            return wrong(
                    "a text",
                    isOctal(scalar) ? hint + " (without them it is the number " + decimal(scalar) + ")" : hint);
        }
        return wrong("a text", "Write one text");
    }

    /** {@code true} or {@code false}. */
    public @Nullable Boolean bool() {
        if (value instanceof Value.Scalar scalar && scalar.type() == ScalarType.BOOLEAN) {
            return Boolean.valueOf(scalar.text().toLowerCase(Locale.ROOT));
        }
        String meant =
                value instanceof Value.Scalar scalar ? TRUTHS.get(scalar.text().toLowerCase(Locale.ROOT)) : null;
        return wrong(
                "true or false",
                meant == null ? "Write true or false" : "Write " + meant + " (in YAML 1.2 this is a text)");
    }

    /** An integer between two bounds, both included. */
    public @Nullable Long integer(long min, long max) {
        BigInteger number = integer(BigInteger.valueOf(min), BigInteger.valueOf(max));
        return number == null ? null : number.longValueExact();
    }

    /** An integer from 0 to 2^64-1. */
    public @Nullable BigInteger unsigned() {
        return integer(BigInteger.ZERO, MAX_UNSIGNED);
    }

    private @Nullable BigInteger integer(BigInteger min, BigInteger max) {
        if (value instanceof Value.Scalar scalar && scalar.type() == ScalarType.INTEGER) {
            BigInteger number = ScalarType.integer(scalar.text()).orElseThrow();
            if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
                return wrong("an integer from " + min + " to " + max, "Write a number in this range");
            }
            return number;
        }
        boolean quoted = value instanceof Value.Scalar scalar
                && ScalarType.integer(scalar.text()).isPresent();
        return wrong(
                "an integer", quoted ? "Write it without quotes" : "Write a number without a point and without quotes");
    }

    /** A list; items of which the function makes null are left out. */
    public <T> @Nullable List<T> list(Reading<ValueReader, T> item) {
        if (value instanceof Value.Items items) {
            List<T> list = new ArrayList<>();
            for (Value each : items.values()) {
                T made = item.read(new ValueReader(each, findings));
                if (made != null) {
                    list.add(made);
                }
            }
            return Collections.unmodifiableList(list);
        }
        boolean nothing = value instanceof Value.Scalar scalar && scalar.type() == ScalarType.NULL;
        return wrong(
                "a list",
                nothing ? "Leave the key out, or write []" : "Write '- ' before each item, or [..] around them");
    }

    /** A list of texts. */
    public @Nullable List<String> texts() {
        return list(ValueReader::text);
    }

    /** A mapping of known keys. */
    public <T> @Nullable T object(Reading<ObjectReader, T> reader) {
        if (value instanceof Value.Mapping mapping) {
            ObjectReader keys = new ObjectReader(mapping, findings);
            T made = reader.read(keys);
            keys.refuseTheRest();
            return made;
        }
        return wrong("a mapping", "Write lines of 'key: value', or leave the key out");
    }

    /** A mapping of free keys, sorted by key; values of which the function makes null are left out. */
    public <T> @Nullable SortedMap<String, T> map(Reading<ValueReader, T> reader) {
        if (value instanceof Value.Mapping mapping) {
            SortedMap<String, T> map = new TreeMap<>();
            mapping.entries().forEach((key, entry) -> {
                T made = reader.read(new ValueReader(entry.value(), findings));
                if (made != null) {
                    map.put(key, made);
                }
            });
            return Collections.unmodifiableSortedMap(map);
        }
        return wrong("a mapping", "Write lines of 'key: value', or leave the key out");
    }

    /** A mapping of free keys to texts. */
    public @Nullable SortedMap<String, String> textMap() {
        return map(ValueReader::text);
    }

    /** One of some words. */
    public <E> @Nullable E oneOf(Map<String, E> words) {
        String text = text();
        if (text == null) {
            return null;
        }
        E meant = words.get(text);
        if (meant == null) {
            String all = String.join(", ", new TreeSet<>(words.keySet()));
            return wrong(
                    "one of " + all,
                    suggestion(text, words)
                            .map(word -> "Did you mean " + word + "?")
                            .orElse("Write one of them"));
        }
        return meant;
    }

    private static Optional<String> suggestion(String text, Map<String, ?> words) {
        return Suggestion.of(text, words.keySet());
    }

    /**
     * A text with a grammar of its own.
     *
     * @param parser throws a {@link Problem} if it does not like the text
     */
    public <T> @Nullable T parsed(Function<String, T> parser) {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return Objects.requireNonNull(parser.apply(text));
        } catch (Problem e) {
            refuse(e.where() + ": " + e.what(), e.next());
            return null;
        }
    }

    private <T> @Nullable T wrong(String expected, String next) {
        if (!(value instanceof Value.Broken)) {
            refuse("expected " + expected + ", found " + value.described(), next);
        }
        return null;
    }

    private static boolean isOctal(Value.Scalar scalar) {
        return scalar.type() == ScalarType.INTEGER && scalar.text().matches("0[0-7]+");
    }

    private static BigInteger decimal(Value.Scalar scalar) {
        return ScalarType.integer(scalar.text()).orElseThrow();
    }
}
