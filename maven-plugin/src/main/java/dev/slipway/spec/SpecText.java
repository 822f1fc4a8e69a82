package dev.slipway.spec;

/**
 * A YAML file, read.
 *
 * @param file its name for messages
 */
public record SpecText(String file, String text) {}
