package dev.slipway.spec.container;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code mounts} as it was written; the empty text is a key that was not. */
public record Mount(
        String destination,
        String type,
        String source,
        @Nullable List<String> options,
        List<IdMapping> uidMappings,
        List<IdMapping> gidMappings) {}
