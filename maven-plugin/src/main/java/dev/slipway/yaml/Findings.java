package dev.slipway.yaml;

import dev.slipway.problem.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be told at once. */
public final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    /** Notes a finding. */
    public void add(Place place, String what, String next) {
        findings.add(new Finding(place, what, next));
    }

    /** True if nothing was found. */
    public boolean isEmpty() {
        return findings.isEmpty();
    }

    /** @throws InvalidYaml if anything was found */
    public void refuseIfAny() {
        if (!findings.isEmpty()) {
            throw new InvalidYaml(findings);
        }
    }
}
