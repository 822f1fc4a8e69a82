package dev.slipway.recipe;

/**
 * A pattern and where it is written.
 *
 * @param where file, line and column
 */
public record PlacedGlob(String where, Glob glob) {}
