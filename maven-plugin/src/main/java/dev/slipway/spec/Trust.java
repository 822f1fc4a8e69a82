package dev.slipway.spec;

import dev.slipway.problem.Place;
import java.util.List;

/** The section {@code trust} of 2017: images and organisations whose images must be signed. */
public record Trust(List<String> images, List<String> organisations, Place place) {}
