package dev.slipway.content;

/** Receives the progress of a download. No call follows its end, whichever end it was. */
public interface Progress {
    /** Nobody listens. */
    Progress NONE = new Progress() {};

    /** @param bytes how many have come since the start; called often */
    default void reached(long bytes) {}

    /** Every byte came and was right. */
    default void finished() {}

    /** It ended before that. */
    default void stopped() {}
}
