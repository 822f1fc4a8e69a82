package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Volume;
import java.util.stream.Collectors;

/** Something is mounted from a volume that there is not. */
public final class UnknownVolume extends Problem {
    private static final long serialVersionUID = 1L;

    UnknownVolume(Place place, String name, LinuxKit spec) {
        super(
                Fault.USER,
                place.toString(),
                "'" + name + "' is neither a path, which begins with a slash, nor a volume of this YAML",
                spec.volumes().isEmpty()
                        ? "There are no volumes. Write '/" + name + "' if a path is meant, or add:  volumes: [{name: "
                                + name + "}]"
                        : "The volumes are: "
                                + spec.volumes().stream().map(Volume::name).collect(Collectors.joining(", ")));
    }
}
