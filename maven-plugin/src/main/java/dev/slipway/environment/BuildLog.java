package dev.slipway.environment;

import dev.slipway.content.Progress;
import java.nio.file.Path;

/** What a build tells while it works. Each line is without its level. */
public interface BuildLog {
    /** So many bytes take long enough for somebody to wonder. */
    long INFO_THRESHOLD_BYTES = 10_000_000;

    /** What others want to read who did not ask: a result, or a step that takes its time. */
    default void on(BuildEvent event) {
        BuildLines.of(event).forEach(this::info);
    }

    /** Writes a line that has no event of its own. */
    void info(String line);

    /** What several goals of a project would tell alike, and a reader wants to read once. */
    default void infoOnce(String line) {
        info(line);
    }

    /** What only somebody who looks for it wants to read. */
    void detail(String line);

    /**
     * Something begins to come over the network.
     *
     * @param from the host that is asked
     * @param what names it
     * @param size in bytes
     * @return what is told how it goes on; called from many threads
     */
    default Progress fetching(String from, String what, long size) {
        BuildEvent event = new BuildEvent.Fetching(what, size);
        if (size >= INFO_THRESHOLD_BYTES) {
            on(event);
        } else {
            BuildLines.of(event).forEach(this::detail);
        }
        return Progress.NONE;
    }

    /** What is probably not meant that way. */
    void warn(String line);

    /** Another build makes what this one needs, and this one waits. */
    default void waitsFor(Path lock) {
        info("Waiting for another build, which is making the same part and has locked " + lock);
    }
}
