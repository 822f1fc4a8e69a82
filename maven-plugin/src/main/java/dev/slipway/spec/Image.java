package dev.slipway.spec;

import dev.slipway.oci.ImageReference;
import dev.slipway.problem.Place;

/**
 * An image as the YAML names it.
 *
 * @param text the reference as it was written
 * @param reference what it means
 * @param place where it was written
 */
public record Image(String text, ImageReference reference, Place place) {}
