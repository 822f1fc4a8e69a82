package dev.slipway.build;

/** What a build tells while it works. Each call is one line, without the level. */
public interface BuildLog {
    /** A result, or a step that takes its time. */
    void info(String line);

    /** What only somebody who looks for it wants to read. */
    void detail(String line);

    /** What is probably not meant that way. */
    void warn(String line);
}
