package dev.slipway.spec;

import dev.slipway.problem.Place;

/** Something that is right but may not be meant. */
public record Warning(Place place, String text) {
    @Override
    public String toString() {
        return place + ": " + text;
    }
}
