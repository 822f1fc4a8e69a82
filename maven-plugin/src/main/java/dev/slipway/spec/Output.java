package dev.slipway.spec;

import dev.slipway.problem.Place;

/** An entry of the section {@code outputs} of 2017. */
public record Output(String format, Place place) {}
