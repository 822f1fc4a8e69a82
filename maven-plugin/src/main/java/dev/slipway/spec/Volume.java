package dev.slipway.spec;

import dev.slipway.problem.Places;
import dev.slipway.spec.container.ImageField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code volumes}.
 *
 * @param image what it starts with; null for an empty one
 * @param platforms {@code os/architecture[/variant]}; empty for the one that is built
 */
public record Volume(
        String name,
        @Nullable ImageField image,
        boolean readonly,
        @Nullable Format format,
        List<String> platforms,
        Places places) {

    /** How the image lies in the volume. */
    public enum Format {
        /** Its files. */
        FILESYSTEM,
        /** An OCI image layout. */
        OCI
    }
}
