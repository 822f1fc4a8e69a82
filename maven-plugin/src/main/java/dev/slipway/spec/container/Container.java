package dev.slipway.spec.container;

import dev.slipway.problem.Places;

/**
 * An entry of {@code onboot}, {@code onshutdown} or {@code services}.
 *
 * @param name the name of its directory and of the container; never a path
 * @param settings what the YAML says about it; the image's label lies below ({@link ContainerSettings#over})
 */
public record Container(String name, ImageField image, ContainerSettings settings) {
    /** Places by key below the entry: {@code image}, {@code binds[0]}. */
    public Places places() {
        return settings.places();
    }
}
