package dev.slipway.trust.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document with each of its parts damaged, one at a time. */
public final class Damage {
    private Damage() {}

    /** Each value removed, each leaf changed, each list with its first item twice; by what was done. */
    public static Map<String, ObjectNode> of(ObjectNode document) {
        Map<String, ObjectNode> damaged = new LinkedHashMap<>();
        for (String path : paths(document, "")) {
            ObjectNode less = document.deepCopy();
            remove(less, path);
            damaged.put("without " + path, less);
            JsonNode value = document.at(path);
            if (value.isValueNode() && !value.isNull()) {
                ObjectNode changed = document.deepCopy();
                set(changed, path, changed(value));
                damaged.put("changed " + path, changed);
            } else if (value.isArray() && !value.isEmpty()) {
                ObjectNode twice = document.deepCopy();
                ((ArrayNode) twice.at(path)).add(value.get(0).deepCopy());
                damaged.put("twice " + path, twice);
            }
        }
        return damaged;
    }

    /** An encoding with one bit of each of its bytes turned over, the lowest or that of upper and lower case; by the place of the byte in the tree of values. */
    public static Map<String, byte[]> ofDer(byte[] der) {
        Map<String, byte[]> damaged = new LinkedHashMap<>();
        List<String> places = places(der, 0, der.length, "");
        for (int at = 0; at < der.length; at++) {
            for (int bit : new int[] {0, 5}) {
                byte[] copy = der.clone();
                copy[at] ^= (byte) (1 << bit);
                damaged.put(places.get(at) + " (byte " + at + ", bit " + bit + ")", copy);
            }
        }
        return damaged;
    }

    /** For each byte the numbers of the values that it lies in, and whether it is tag, length or content. */
    private static List<String> places(byte[] der, int from, int to, String path) {
        List<String> places = new ArrayList<>();
        int number = 0;
        for (int at = from; at < to; number++) {
            String here = path + "/" + number;
            int lengthBytes = (der[at + 1] & 0x80) == 0 ? 1 : 1 + (der[at + 1] & 0x7f);
            int length = 0;
            for (int i = lengthBytes == 1 ? 0 : 1; i < lengthBytes; i++) {
                length = length << 8 | der[at + 1 + i] & (lengthBytes == 1 ? 0x7f : 0xff);
            }
            places.add(here + " tag");
            places.addAll(Collections.nCopies(lengthBytes, here + " length"));
            int content = at + 1 + lengthBytes;
            boolean constructed = (der[at] & 0x20) != 0;
            places.addAll(
                    constructed
                            ? places(der, content, content + length, here)
                            : Collections.nCopies(length, here + " content"));
            at = content + length;
        }
        return places;
    }

    private static List<String> paths(JsonNode node, String path) {
        List<String> paths = new ArrayList<>();
        if (!path.isEmpty()) {
            paths.add(path);
        }
        node.properties().forEach(member -> paths.addAll(paths(member.getValue(), path + "/" + member.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            paths.addAll(paths(node.get(i), path + "/" + i));
        }
        return paths;
    }

    private static JsonNode changed(JsonNode value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.isBoolean()) {
            return nodes.booleanNode(!value.booleanValue());
        }
        if (value.isNumber()) {
            return nodes.numberNode(value.longValue() + 1);
        }
        String text = value.textValue();
        if (text.matches("[0-9]+")) {
            return nodes.textNode(String.valueOf(Long.parseLong(text) + 1));
        }
        if (text.length() >= 16 && text.matches("[A-Za-z0-9+/]+=*") && text.length() % 4 == 0) {
            byte[] bytes = Base64.getDecoder().decode(text);
            bytes[bytes.length / 2] ^= 1;
            return nodes.textNode(Base64.getEncoder().encodeToString(bytes));
        }
        return nodes.textNode(text + "x");
    }

    private static void remove(ObjectNode document, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        JsonNode parent = document.at(path.substring(0, path.lastIndexOf('/')));
        if (parent instanceof ArrayNode list) {
            list.remove(Integer.parseInt(name));
        } else {
            ((ObjectNode) parent).remove(name);
        }
    }

    private static void set(ObjectNode document, String path, JsonNode value) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        JsonNode parent = document.at(path.substring(0, path.lastIndexOf('/')));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }
}
