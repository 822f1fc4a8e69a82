package dev.slipway.yaml;

import dev.slipway.problem.Place;

/**
 * One thing that is wrong with a text.
 *
 * @param what the fact, without a full stop
 * @param next what to write instead; may have several lines
 */
public record Finding(Place place, String what, String next) {
    @Override
    public String toString() {
        return place + ": " + what + "\n  " + next.strip().replace("\n", "\n  ");
    }
}
