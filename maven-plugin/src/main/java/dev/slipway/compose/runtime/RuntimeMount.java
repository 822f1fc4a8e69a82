package dev.slipway.compose.runtime;

import dev.slipway.spec.container.IdMapping;
import dev.slipway.spec.container.Mount;
import dev.slipway.spec.metadata.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mount as {@code config.json} and {@code runtime.json} have it (OCI runtime-spec, "Mounts"). Empty parts are left out. */
public record RuntimeMount(
        String destination,
        String type,
        String source,
        List<String> options,
        List<IdMapping> uidMappings,
        List<IdMapping> gidMappings) {

    public static RuntimeMount of(String destination, String type, String source, @Nullable List<String> options) {
        return new RuntimeMount(destination, type, source, options == null ? List.of() : options, List.of(), List.of());
    }

    /** A mount just as it was written. */
    public static RuntimeMount of(Mount mount) {
        List<String> options = mount.options();
        return new RuntimeMount(
                mount.destination(),
                mount.type(),
                mount.source(),
                options == null ? List.of() : options,
                mount.uidMappings(),
                mount.gidMappings());
    }

    Fields toJson() {
        return new Fields()
                .put("destination", destination)
                .putUnlessEmpty("type", type)
                .putUnlessEmpty("source", source)
                .putUnlessEmpty("options", options)
                .putUnlessEmpty("uidMappings", mappings(uidMappings))
                .putUnlessEmpty("gidMappings", mappings(gidMappings));
    }

    static List<Fields> mappings(@Nullable List<IdMapping> mappings) {
        if (mappings == null) {
            return List.of();
        }
        return mappings.stream()
                .map(mapping -> new Fields()
                        .put("containerID", mapping.containerId())
                        .put("hostID", mapping.hostId())
                        .put("size", mapping.size()))
                .toList();
    }
}
