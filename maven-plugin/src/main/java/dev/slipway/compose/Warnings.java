package dev.slipway.compose;

import dev.slipway.tree.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is no error but should be known; each a sentence that begins with its place. */
final class Warnings {
    private final List<String> sentences = new ArrayList<>();

    /** @param place a {@code file:line:column} */
    void add(Object place, String sentence) {
        sentences.add(place + ": " + sentence);
    }

    void add(Origin origin, String sentence) {
        sentences.add(origin.location() + " (" + origin.source() + "): " + sentence);
    }

    List<String> all() {
        return Collections.unmodifiableList(new ArrayList<>(sentences));
    }
}
