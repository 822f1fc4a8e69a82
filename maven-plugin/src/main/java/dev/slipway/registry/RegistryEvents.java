package dev.slipway.registry;

import dev.slipway.content.Digest;
import dev.slipway.content.Progress;
import java.time.Duration;

/** What happens on the wire, for whoever prints it. Called from many threads. */
public interface RegistryEvents {
    /** Nobody listens. */
    RegistryEvents NONE = new RegistryEvents() {};

    /**
     * A blob on its way.
     *
     * @param registry its host, even if a mirror helps out
     * @param image the reference
     * @param size in bytes
     */
    record Transfer(String registry, String image, Digest digest, long size) {}

    /**
     * The first byte is about to come.
     *
     * @return what is told how it goes on
     */
    default Progress started(Transfer transfer) {
        return Progress.NONE;
    }

    /**
     * Something went wrong that may pass.
     *
     * @param reason one line, without secrets
     * @param wait how long until the next attempt
     */
    default void retried(String image, String reason, Duration wait) {}

    /**
     * A mirror did not help; the next one, or the registry itself, is asked.
     *
     * @param reason one line, without secrets
     */
    default void mirrorSkipped(String image, String mirror, String reason) {}

    /**
     * A mirror has sent something else than what was asked for; the next one, or the registry itself, is asked.
     *
     * @param reason one line, without secrets
     */
    default void mirrorWrong(String image, String mirror, String reason) {}

    /**
     * A registry sends its users to a token server on another host, and their credentials go there too.
     *
     * @param registry host and port
     * @param tokenServer host and port
     */
    default void credentialsGoTo(String registry, String tokenServer) {}
}
