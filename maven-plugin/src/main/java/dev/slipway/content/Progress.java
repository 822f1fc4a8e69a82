package dev.slipway.content;

/** Is told how far something is that comes from far. After its end, whichever that was, it is told nothing more. */
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
