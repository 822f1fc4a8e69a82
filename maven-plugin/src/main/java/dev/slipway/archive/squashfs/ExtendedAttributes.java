package dev.slipway.archive.squashfs;

import dev.slipway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Extended attributes; inodes with equal ones share them ("Extended Attribute Table"). */
final class ExtendedAttributes {
    static final long NONE = 0xffff_ffffL;

    /** By their numbers in the file. */
    private static final List<String> PREFIXES = List.of("user.", "trusted.", "security.");

    private final MetadataBlocks pairs;
    private final MetadataBlocks ids;
    private final Map<SortedMap<String, String>, Long> indexes = new HashMap<>();

    ExtendedAttributes(SquashfsCompression compression) {
        this.pairs = new MetadataBlocks(compression);
        this.ids = new MetadataBlocks(compression);
    }

    /** @param path names the file in messages */
    long indexOf(SortedMap<String, String> attributes, String path) {
        if (attributes.isEmpty()) {
            return NONE;
        }
        Long known = indexes.get(attributes);
        if (known != null) {
            return known;
        }
        long place = pairs.position();
        long size = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            byte[] pair = pair(attribute.getKey(), attribute.getValue(), path);
            pairs.write(pair);
            size += pair.length;
        }
        ids.write(new Fields(16).u64(place).u32(attributes.size()).u32(size).bytes());
        long index = indexes.size();
        indexes.put(attributes, index);
        return index;
    }

    private static byte[] pair(String name, String value, String path) {
        int prefix = 0;
        while (prefix < PREFIXES.size() && !name.startsWith(PREFIXES.get(prefix))) {
            prefix++;
        }
        if (prefix == PREFIXES.size()) {
            throw Problem.user(
                    "squashfs, '" + path + "'",
                    "it has the extended attribute " + name + ", and the file system knows only those of user, trusted "
                            + "and security",
                    "Remove the attribute in the image, or build another format.");
        }
        byte[] rest = name.substring(PREFIXES.get(prefix).length()).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return new Fields(4 + rest.length + 4 + bytes.length)
                .u16(prefix)
                .u16(rest.length)
                .bytes(rest)
                .u32(bytes.length)
                .bytes(bytes)
                .bytes();
    }

    boolean isEmpty() {
        return indexes.isEmpty();
    }

    /** All of it, if it starts at a place of the file, and where its head is. */
    Tables.Placed placed(long start) {
        byte[] first = pairs.finish();
        byte[] second = ids.finish();
        byte[] index = ids.index(start + first.length);
        byte[] bytes = new Fields(first.length + second.length + 16 + index.length)
                .bytes(first)
                .bytes(second)
                .u64(start)
                .u32(indexes.size())
                .u32(0)
                .bytes(index)
                .bytes();
        return new Tables.Placed(bytes, start + first.length + second.length);
    }
}
