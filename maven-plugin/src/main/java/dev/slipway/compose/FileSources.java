package dev.slipway.compose;

import dev.slipway.content.Content;
import java.util.Optional;

/** Files on the machine that builds, for {@code source:} under {@code files}. */
@FunctionalInterface
public interface FileSources {
    /**
     * @param source the path as it was written
     * @return empty if there is no such file
     */
    Optional<Content> find(String source);
}
