package dev.slipway.yaml;

import dev.slipway.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes values of YAML nodes: aliases are copied to where they are used, merge keys are resolved, duplicate keys refused. */
final class NodeReader {
    /** The tag of scalars without quotes and without a tag of their own. */
    static final Tag PLAIN = new Tag("tag:slipway.dev,2026:plain");

    /** An honest file has some thousands; a few lines of nested aliases have billions. */
    static final int MAX_VALUES = 100_000;

    /** Characters of the paths of keys of all values: each value keeps its own, and a key may be as long as the text. */
    private static final long MAX_PATHS = 16 << 20;

    private static final String MERGE = "<<";
    private static final Map<Tag, ScalarType> TYPES = Map.of(
            Tag.STR,
            ScalarType.TEXT,
            new Tag(Tag.PREFIX + "timestamp"),
            ScalarType.TEXT,
            Tag.INT,
            ScalarType.INTEGER,
            Tag.FLOAT,
            ScalarType.FLOAT,
            Tag.BOOL,
            ScalarType.BOOLEAN,
            Tag.NULL,
            ScalarType.NULL);

    private final String file;
    private final Findings findings;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;
    private long paths;
    private boolean full;

    NodeReader(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    Value read(Node root) {
        return read(root, "");
    }

    private Value read(Node node, String key) {
        Place place = place(node, key);
        if (isTooMuch(place)) {
            return new Value.Broken(place);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place);
        }
        if (!open.add(node)) {
            return broken(place, "an alias contains itself", "Use an alias only outside of what its anchor marks");
        }
        Value value = node instanceof SequenceNode sequence
                ? items(sequence, place)
                : new Value.Mapping(place, entries((MappingNode) node, key));
        open.remove(node);
        return value;
    }

    private boolean isTooMuch(Place place) {
        values++;
        paths += place.key().length();
        if (!full && values > MAX_VALUES) {
            findings.add(place, "there are more than " + MAX_VALUES + " values", "Use fewer aliases inside aliases");
        } else if (!full && paths > MAX_PATHS) {
            findings.add(
                    new Place(file, place.line(), place.column(), ""), "the keys are too long", "Write shorter keys");
        }
        full |= values > MAX_VALUES || paths > MAX_PATHS;
        return full;
    }

    private Value scalar(ScalarNode node, Place place) {
        String text = node.getValue();
        if (holdsHalfCharacter(text)) {
            return broken(
                    place,
                    "an escape gives only half of a character (U+D800 to U+DFFF), which no text can hold",
                    "Write the character itself");
        }
        if (node.getTag().equals(PLAIN)) {
            return new Value.Scalar(place, ScalarType.ofPlain(text), text);
        }
        ScalarType type = TYPES.get(node.getTag());
        if (type == null) {
            return broken(place, "the tag " + node.getTag() + " is not known", "Write the value without a tag");
        }
        if (type != ScalarType.TEXT && type != ScalarType.ofPlain(text)) {
            return broken(place, "'" + text + "' is not what its tag says", "Write the value without a tag");
        }
        return new Value.Scalar(place, type, text);
    }

    /** YAML's escapes can name the halves of surrogate pairs; UTF-8, file names and JSON have no form for a half alone. */
    private static boolean holdsHalfCharacter(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private Value items(SequenceNode sequence, Place place) {
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(read(item, place.key() + "[" + items.size() + "]"));
        }
        return new Value.Items(place, items);
    }

    private Map<String, Value.Entry> entries(MappingNode mapping, String key) {
        Map<String, Value.Entry> own = new LinkedHashMap<>();
        Map<String, Value.Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (isMerge(tuple.getKeyNode())) {
                merge(tuple.getValueNode(), key, merged);
                continue;
            }
            String name = name(tuple.getKeyNode(), key);
            if (name == null) {
                continue;
            }
            String path = key.isEmpty() ? name : key + "." + name;
            Place keyPlace = place(tuple.getKeyNode(), path);
            if (isTooMuch(keyPlace)) {
                break;
            }
            Value.Entry first = own.get(name);
            if (first != null) {
                findings.add(
                        keyPlace,
                        "the key is written twice",
                        "It is in line " + first.keyPlace().line() + " already; keep one of the two");
                continue;
            }
            own.put(name, new Value.Entry(keyPlace, read(tuple.getValueNode(), path)));
        }
        merged.forEach(own::putIfAbsent);
        return own;
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getValue().equals(MERGE)
                && (scalar.getTag().equals(PLAIN) || scalar.getTag().equals(Tag.MERGE));
    }

    /** A mapping or a list of mappings, of which the first to have a key wins (YAML merge key type). */
    private void merge(Node source, String key, Map<String, Value.Entry> merged) {
        // Merges of merges multiply like values, also where they bring none.
        if (isTooMuch(place(source, key))) {
            return;
        }
        if (source instanceof MappingNode mapping && open.add(mapping)) {
            entries(mapping, key).forEach(merged::putIfAbsent);
            open.remove(mapping);
        } else if (source instanceof SequenceNode sequence
                && sequence.getValue().stream().allMatch(MappingNode.class::isInstance)) {
            sequence.getValue().forEach(mapping -> merge(mapping, key, merged));
        } else {
            findings.add(
                    place(source, key),
                    "only mappings that are complete can be merged with <<",
                    "Write '<<: *name' with the anchor of a mapping, or '<<: [*one, *other]'");
        }
    }

    private @Nullable String name(Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            Value value = scalar(scalar, place(node, key));
            if (value instanceof Value.Scalar name && name.type() == ScalarType.TEXT) {
                return name.text();
            }
            if (value instanceof Value.Scalar other) {
                findings.add(
                        other.place(),
                        "a key must be a text, found " + other.described(),
                        "Write it in quotes: \"" + other.text() + "\"");
            }
            return null;
        }
        findings.add(place(node, key), "a key must be a text", "Write a text before the colon");
        return null;
    }

    private Value broken(Place place, String what, String next) {
        findings.add(place, what, next);
        return new Value.Broken(place);
    }

    private Place place(Node node, String key) {
        return node.getStartMark()
                .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1, key))
                .orElseGet(() -> new Place(file, 1, 1, key));
    }
}
