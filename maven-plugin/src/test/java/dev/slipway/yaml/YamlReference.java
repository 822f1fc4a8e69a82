package dev.slipway.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of the page that lists every key of the YAML files, made of their JSON Schemas: one for each kind of mapping. */
final class YamlReference {
    private static final String ANY_INTEGER = Long.MIN_VALUE + " to " + Long.MAX_VALUE;

    /**
     * Where a kind of mapping is first met.
     *
     * @param places all places in that file
     */
    private record Table(String file, List<String> places, JsonNode mapping) {
        String title() {
            return String.join(", ", places);
        }

        boolean isLike(Table other) {
            return mapping.get("properties").equals(other.mapping.get("properties"))
                    && mapping.path("required").equals(other.mapping.path("required"));
        }
    }

    private final List<Table> tables = new ArrayList<>();

    private YamlReference() {}

    /** @param schemas by the name of the YAML file */
    static String of(Map<String, JsonNode> schemas) {
        YamlReference reference = new YamlReference();
        StringBuilder text = new StringBuilder();
        schemas.forEach((file, schema) -> {
            int first = reference.tables.size();
            reference.mappings(file, "", schema);
            schema.path("definitions")
                    .properties()
                    .forEach(part -> reference.mappings(file, part.getKey(), part.getValue()));
            text.append("\n## ").append(file).append('\n');
            for (Table table : reference.tables.subList(first, reference.tables.size())) {
                reference.write(table, text);
            }
        });
        return text.toString();
    }

    /** Tables of the mappings that a value can be, then of those in them. */
    private void mappings(String file, String place, JsonNode type) {
        List<JsonNode> kinds = alternatives(type).stream()
                .filter(kind -> !kind.path("properties").isEmpty())
                .toList();
        List<JsonNode> own = joined(kinds);
        for (JsonNode mapping : own) {
            String name = place.isEmpty() ? "the file" : "`" + place + "`";
            if (isNew(new Table(
                    file,
                    new ArrayList<>(List.of(own.size() == 1 ? name : name + " with " + firstKeys(mapping))),
                    mapping))) {
                mapping.get("properties")
                        .properties()
                        .forEach(key -> mappings(
                                file, place.isEmpty() ? key.getKey() : place + "." + key.getKey(), key.getValue()));
            }
        }
        for (JsonNode kind : alternatives(type)) {
            if (kind.has("items")) {
                mappings(file, place + "[]", kind.get("items"));
            } else if (kind.path("additionalProperties").isObject()) {
                mappings(file, place + ".NAME", kind.get("additionalProperties"));
            }
        }
    }

    /** The kinds that have one key each as one mapping, which has one of these keys. */
    private static List<JsonNode> joined(List<JsonNode> kinds) {
        List<JsonNode> joined = new ArrayList<>();
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        for (JsonNode kind : kinds) {
            if (kinds.size() > 1 && kind.get("properties").size() == 1) {
                keys.setAll((ObjectNode) kind.get("properties"));
            } else {
                joined.add(kind);
            }
        }
        if (!keys.isEmpty()) {
            joined.add(JsonNodeFactory.instance.objectNode().set("properties", keys));
        }
        return joined;
    }

    private boolean isNew(Table met) {
        for (Table table : tables) {
            if (table.file().equals(met.file()) && table.isLike(met)) {
                table.places().addAll(met.places());
                return false;
            }
        }
        tables.add(met);
        return larger(met) == null;
    }

    /** The earlier table that has all keys of this one, and few more. */
    private @Nullable Table larger(Table small) {
        return tables.subList(0, tables.indexOf(small)).stream()
                .filter(table -> missing(small.mapping(), table.mapping()) != null)
                .findFirst()
                .orElse(null);
    }

    private void write(Table table, StringBuilder text) {
        text.append("\n### ").append(table.title()).append("\n\n");
        Table larger = larger(table);
        if (larger != null) {
            Set<String> missing = Objects.requireNonNull(missing(table.mapping(), larger.mapping()));
            text.append("The keys of ")
                    .append(larger.places().get(0))
                    .append(" in ")
                    .append(larger.file());
            text.append(missing.isEmpty() ? ".\n" : ", without " + code(missing) + ".\n");
            return;
        }
        text.append("| key | value | meaning |\n| --- | --- | --- |\n");
        Set<String> required = new TreeSet<>();
        table.mapping().path("required").forEach(key -> required.add(key.asText()));
        table.mapping().get("properties").properties().forEach(key -> text.append("| `")
                .append(key.getKey())
                .append(required.contains(key.getKey()) ? "`, required" : "`")
                .append(" | ")
                .append(value(key.getValue()))
                .append(" | ")
                .append(escaped(key.getValue().path("description").asText()))
                .append(" |\n"));
    }

    /** The keys that the larger mapping has and this one has not; null if this one has any that are not the same there. */
    private static @Nullable Set<String> missing(JsonNode mapping, JsonNode larger) {
        Set<String> missing = new TreeSet<>();
        larger.get("properties").fieldNames().forEachRemaining(missing::add);
        for (Map.Entry<String, JsonNode> key : mapping.get("properties").properties()) {
            if (!key.getValue().equals(larger.get("properties").get(key.getKey()))) {
                return null;
            }
            missing.remove(key.getKey());
        }
        return missing.size() > mapping.get("properties").size() / 2 ? null : missing;
    }

    private static String value(JsonNode type) {
        return alternatives(type).stream().map(YamlReference::one).distinct().collect(Collectors.joining(" or "));
    }

    private static String one(JsonNode type) {
        if (type.has("$ref")) {
            return "`" + type.get("$ref").asText().replace("#/definitions/", "") + "`";
        }
        if (type.has("enum")) {
            List<String> words = new ArrayList<>();
            type.get("enum").forEach(word -> words.add(word.asText()));
            return code(words);
        }
        return switch (type.path("type").asText()) {
            case "string" -> "text";
            case "boolean" -> "`true` or `false`";
            case "integer" ->
                integer(type.get("minimum").asText(), type.get("maximum").asText());
            case "array" -> "list: " + value(type.get("items"));
            case "object" ->
                type.has("properties") ? "mapping" : "names, each with: " + value(type.get("additionalProperties"));
            default -> throw new AssertionError("a value of no type: " + type);
        };
    }

    private static String integer(String min, String max) {
        if (min.equals(max)) {
            return min;
        }
        String range = min + " to " + max;
        return range.equals(ANY_INTEGER) ? "integer" : "integer, " + range;
    }

    private static List<JsonNode> alternatives(JsonNode type) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode several = type.has("anyOf") ? type.get("anyOf") : type.path("allOf");
        several.forEach(all::add);
        return all.isEmpty() ? List.of(type) : all;
    }

    /** The key that makes the kind, which is read first; of joined kinds, that there is one. */
    private static String firstKeys(JsonNode mapping) {
        return mapping.has("required")
                ? "`" + mapping.get("properties").fieldNames().next() + "`"
                : "one of these keys";
    }

    private static String code(Iterable<String> words) {
        List<String> quoted = new ArrayList<>();
        words.forEach(word -> quoted.add("`" + word + "`"));
        return String.join(", ", quoted);
    }

    private static String escaped(String sentence) {
        return sentence.replace("*", "\\*")
                .replace("|", "\\|")
                .replace("_", "\\_")
                .replace("[", "\\[");
    }
}
