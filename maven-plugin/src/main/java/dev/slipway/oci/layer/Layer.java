package dev.slipway.oci.layer;

/**
 * A layer of an image.
 *
 * @param name names it in failures
 * @param changes in the order of the tar; read as often as somebody goes through them
 */
public record Layer(String name, Iterable<LayerChange> changes) {}
