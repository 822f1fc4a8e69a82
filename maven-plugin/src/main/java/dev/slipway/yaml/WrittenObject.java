package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A mapping of a text. */
final class WrittenObject implements ObjectReader {
    private final Value.Mapping mapping;
    private final Findings findings;
    private final @Nullable Set<Value> plainTexts;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    /** @param plainTexts as in {@link WrittenValue} */
    WrittenObject(Value.Mapping mapping, Findings findings, @Nullable Set<Value> plainTexts) {
        this.mapping = mapping;
        this.findings = findings;
        this.plainTexts = plainTexts;
    }

    @Override
    public Place place() {
        return mapping.place();
    }

    @Override
    public Places places() {
        return mapping.places();
    }

    @Override
    public void refuse(String what, String next) {
        findings.add(place(), what, next);
    }

    @Override
    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    @Override
    public ObjectReader about(String sentence) {
        return this;
    }

    @Override
    public <T> @Nullable T oneKind(
            Map<String, ? extends Reading<ObjectReader, ? extends T>> kinds, Consumer<List<String>> notOne) {
        List<String> written = kinds.keySet().stream().filter(this::has).toList();
        Reading<ObjectReader, ? extends T> kind = written.size() == 1 ? kinds.get(written.get(0)) : null;
        if (kind != null) {
            return kind.read(this);
        }
        known.addAll(kinds.keySet());
        notOne.accept(written);
        return null;
    }

    @Override
    public @Nullable ValueReader value(String key) {
        known.add(key);
        Value.Entry entry = mapping.entries().get(key);
        return entry == null ? null : new WrittenValue(entry.value(), findings, plainTexts);
    }

    @Override
    public @Nullable ValueReader required(String key) {
        ValueReader value = value(key);
        if (value == null) {
            missing.add(key);
        }
        return value;
    }

    @Override
    public @Nullable ValueReader requiredIf(boolean condition, String key) {
        return condition ? required(key) : value(key);
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
