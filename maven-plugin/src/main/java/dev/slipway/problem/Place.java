package dev.slipway.problem;

/**
 * A spot in a text that people write.
 *
 * @param file the text's name as its author knows it, such as {@code linuxkit.yml} or {@code label org.mobyproject.config of nginx:1}
 * @param line counted from 1
 * @param column counted from 1, in characters
 * @param key the path of keys that leads here, such as {@code onboot[1].binds[0]}; empty for the whole text
 */
public record Place(String file, int line, int column, String key) {
    /** {@code linuxkit.yml:14:12: onboot[1].binds[0]}, the usual {@code where} of a {@link Problem}. */
    @Override
    public String toString() {
        String spot = file + ":" + line + ":" + column;
        return key.isEmpty() ? spot : spot + ": " + key;
    }
}
