package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import dev.slipway.problem.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value of a text. */
final class WrittenValue implements ValueReader {
    static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final Map<String, String> TRUTHS =
            Map.of("yes", "true", "on", "true", "y", "true", "no", "false", "off", "false", "n", "false");

    private final Value value;
    private final Findings findings;

    /** Plain scalars that were read as texts; null where only a text is one. */
    private final @Nullable Set<Value> plainTexts;

    WrittenValue(Value value, Findings findings) {
        this(value, findings, null);
    }

    WrittenValue(Value value, Findings findings, @Nullable Set<Value> plainTexts) {
        this.value = value;
        this.findings = findings;
        this.plainTexts = plainTexts;
    }

    @Override
    public ValueReader withPlainTexts() {
        return new WrittenValue(value, findings, new HashSet<>());
    }

    @Override
    public <T> @Nullable T part(String name, Reading<ValueReader, T> reading) {
        return reading.read(this);
    }

    @Override
    public Place place() {
        return value.place();
    }

    @Override
    public Places places() {
        return value.places();
    }

    @Override
    public boolean isText() {
        return value instanceof Value.Scalar scalar && scalar.type() == ScalarType.TEXT;
    }

    @Override
    public boolean isEmptyText() {
        return isText() && value instanceof Value.Scalar scalar && scalar.text().isEmpty();
    }

    @Override
    public boolean isList() {
        return value instanceof Value.Items;
    }

    @Override
    public boolean isMapping() {
        return value instanceof Value.Mapping;
    }

    @Override
    public String json() {
        return ValueJson.of(value, plainTexts == null ? Set.of() : plainTexts);
    }

    @Override
    public void refuse(String what, String next) {
        findings.add(place(), what, next);
    }

    @Override
    public @Nullable String text() {
        if (value instanceof Value.Scalar scalar) {
            if (scalar.type() == ScalarType.TEXT) {
                return scalar.text();
            }
            if (scalar.type() == ScalarType.NULL) {
                return wrong("a text", "Write a text (\"\" is the empty one), or leave the key out");
            }
            if (plainTexts != null) {
                plainTexts.add(scalar);
                return scalar.text();
            }
            String hint = "Write it in quotes: \"" + scalar.text() + "\"";
            return wrong(
                    "a text",
                    isOctal(scalar) ? hint + " (without them it is the number " + decimal(scalar) + ")" : hint);
        }
        return wrong("a text", "Write one text");
    }

    @Override
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

    @Override
    public @Nullable Long integer(long min, long max) {
        BigInteger number = integer(BigInteger.valueOf(min), BigInteger.valueOf(max));
        return number == null ? null : number.longValueExact();
    }

    @Override
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

    @Override
    public <T> @Nullable List<T> list(Reading<ValueReader, T> item) {
        if (value instanceof Value.Items items) {
            List<T> list = new ArrayList<>();
            for (Value each : items.values()) {
                T made = item.read(new WrittenValue(each, findings, plainTexts));
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

    @Override
    public <T> @Nullable T object(Reading<ObjectReader, T> reader) {
        if (value instanceof Value.Mapping mapping) {
            WrittenObject keys = new WrittenObject(mapping, findings, plainTexts);
            T made = reader.read(keys);
            keys.refuseTheRest();
            return made;
        }
        return wrong("a mapping", "Write lines of 'key: value', or leave the key out");
    }

    @Override
    public <T> @Nullable SortedMap<String, T> map(Reading<ValueReader, T> reader) {
        if (value instanceof Value.Mapping mapping) {
            SortedMap<String, T> map = new TreeMap<>();
            mapping.entries().forEach((key, entry) -> {
                T made = reader.read(new WrittenValue(entry.value(), findings, plainTexts));
                if (made != null) {
                    map.put(key, made);
                }
            });
            return Collections.unmodifiableSortedMap(map);
        }
        return wrong("a mapping", "Write lines of 'key: value', or leave the key out");
    }

    @Override
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

    @Override
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
