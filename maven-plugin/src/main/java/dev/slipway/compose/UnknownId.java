package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.Id;
import java.util.stream.Collectors;

/** A user or group is named after a container that there is not. */
public final class UnknownId extends Problem {
    private static final long serialVersionUID = 1L;

    UnknownId(Place place, Id id, LinuxKit spec) {
        super(
                Fault.USER,
                place.toString(),
                "no container is named '" + id + "', so there is no number for that user or group",
                "Names are those of containers in this YAML; /etc/passwd of an image is not read. Write a number, or one of: "
                        + spec.containers()
                                .map(Container::name)
                                .distinct()
                                .collect(Collectors.joining(", ", "root, ", "")));
    }
}
