package dev.slipway.yaml;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import dev.slipway.problem.Problem;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value, to be read as the type that its place asks for. Each method answers null, with a finding noted, if it is not. When
 * a {@link Schema} is made there is no text: then every method answers null, and what was asked for is the schema.
 */
public sealed interface ValueReader permits WrittenValue, SchemaValue {
    /** Where the value stands. */
    Place place();

    /** Where everything below the value stands. */
    Places places();

    /** True for a text. */
    boolean isText();

    /** True for the text of no letters, which LinuxKit often takes for "not written". */
    boolean isEmptyText();

    /** True for a list. */
    boolean isList();

    /** True for a mapping. */
    boolean isMapping();

    /** The value as JSON without blanks, keys in the order of the text; for documents that someone else reads. */
    String json();

    /**
     * The same value, of which plain scalars are texts wherever a text is asked for, as they were written: so Go's YAML fills a
     * struct's texts. {@link #json()} of the result writes those that were asked for as texts, too.
     */
    ValueReader withPlainTexts();

    /** Notes that this value is wrong. */
    void refuse(String what, String next);

    /** A text. */
    @Nullable
    String text();

    /**
     * A text of a form.
     *
     * @param what another text is called in the refusal, behind the text itself
     * @param next what to do about it
     */
    default @Nullable String text(Pattern form, String what, String next) {
        String text = text();
        if (text == null || form.matcher(text).matches()) {
            return text;
        }
        refuse("'" + text + "' " + what, next);
        return null;
    }

    /** {@code true} or {@code false}. */
    @Nullable
    Boolean bool();

    /** An integer between two bounds, both included. */
    @Nullable
    Long integer(long min, long max);

    /** An integer from 0 to 2^64-1. */
    @Nullable
    BigInteger unsigned();

    /** A list; items of which the function makes null are left out. */
    <T> @Nullable List<T> list(Reading<ValueReader, T> item);

    /** A mapping of known keys. */
    <T> @Nullable T object(Reading<ObjectReader, T> reader);

    /** A mapping of free keys, sorted by key; values of which the function makes null are left out. */
    <T> @Nullable SortedMap<String, T> map(Reading<ValueReader, T> reader);

    /** One of some words. */
    <E> @Nullable E oneOf(Map<String, E> words);

    /**
     * A text with a grammar of its own.
     *
     * @param parser throws a {@link Problem} if it does not like the text
     */
    <T> @Nullable T parsed(Function<String, T> parser);

    /**
     * The same as {@code reading.read(this)}, for a part of a grammar that contains itself.
     *
     * @param name the part's, unique in the grammar; the JSON Schema refers to it by that
     */
    <T> @Nullable T part(String name, Reading<ValueReader, T> reading);

    /** A list of texts. */
    default @Nullable List<String> texts() {
        return list(ValueReader::text);
    }

    /** A mapping of free keys to texts. */
    default @Nullable SortedMap<String, String> textMap() {
        return map(ValueReader::text);
    }
}
