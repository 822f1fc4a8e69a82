package dev.slipway.tree;

/**
 * Who put an entry there (LinuxKit's PAX records {@code LINUXKIT.source} and {@code LINUXKIT.location}).
 *
 * @param source an image reference, or a fixed word such as {@code linuxkit.files}
 * @param location the YAML entry, {@code kernel}, {@code init[0]}, {@code services[1]}
 */
public record Origin(String source, String location) {
    /** For trees that no YAML entry has claimed yet. */
    public static final Origin NONE = new Origin("", "");
}
