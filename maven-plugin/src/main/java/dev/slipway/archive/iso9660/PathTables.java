package dev.slipway.archive.iso9660;

/**
 * Where the two path tables of a tree lie.
 *
 * @param bytes size of each
 * @param typeL block of the little-endian one
 * @param typeM block of the big-endian one
 */
record PathTables(int bytes, long typeL, long typeM) {}
