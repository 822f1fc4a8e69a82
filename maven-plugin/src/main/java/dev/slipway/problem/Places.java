package dev.slipway.problem;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the parts of a value stand, by their key below it: {@code binds[0]}, {@code runtime.mounts[1].type}. A side table, so
 * that a model can be made of plain values and still tell, much later, which line is to blame.
 */
public final class Places {
    private final Place whole;
    private final SortedMap<String, Place> parts;

    private Places(Place whole, SortedMap<String, Place> parts) {
        this.whole = whole;
        this.parts = parts;
    }

    /** @param parts places by key below the value */
    public static Places of(Place whole, SortedMap<String, Place> parts) {
        return new Places(whole, new TreeMap<>(parts));
    }

    /** The place of the value itself. */
    public Place whole() {
        return whole;
    }

    /** The place of a part, or of the nearest thing around it that was written down. */
    public Place at(String key) {
        String nearest = key;
        while (!nearest.isEmpty()) {
            Place place = parts.get(nearest);
            if (place != null) {
                return place;
            }
            nearest = nearest.substring(0, Math.max(0, Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['))));
        }
        return whole;
    }

    /** These places, and for parts that are not here the ones below. */
    public Places over(Places below) {
        SortedMap<String, Place> all = new TreeMap<>(below.parts);
        all.putAll(parts);
        return new Places(whole, all);
    }

    @Override
    public String toString() {
        return whole.toString();
    }
}
