package dev.slipway.compose.runtime;

import dev.slipway.spec.container.Capabilities;
import dev.slipway.spec.container.ContainerSettings.Privileges;
import dev.slipway.spec.metadata.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The five capability sets of a process (OCI runtime-spec, "Linux Process"): inheritable and permitted equal bounding.
 *
 * @param bounding sorted, without duplicates
 * @param effective in the order written; a capability that stands in the label and in {@code capabilities.add} stands here
 *     twice, as in LinuxKit
 * @param ambient in the order written
 */
record CapabilitySets(List<String> bounding, List<String> effective, List<String> ambient) {
    static CapabilitySets of(Privileges privileges) {
        List<String> effective = expand(privileges.capabilities());
        List<String> ambient = expand(privileges.ambient());
        TreeSet<String> bounding = new TreeSet<>(effective);
        bounding.addAll(ambient);
        return new CapabilitySets(List.copyOf(bounding), effective, ambient);
    }

    Fields toJson() {
        return new Fields()
                .putUnlessEmpty("bounding", bounding)
                .putUnlessEmpty("effective", effective)
                .putUnlessEmpty("inheritable", bounding)
                .putUnlessEmpty("permitted", bounding)
                .putUnlessEmpty("ambient", ambient);
    }

    /** {@code all} and {@code none} may have company when a label says one and {@code capabilities.add} says more. */
    private static List<String> expand(@Nullable List<String> written) {
        if (written == null) {
            return List.of();
        }
        if (written.stream().anyMatch(name -> name.equalsIgnoreCase("all"))) {
            return Capabilities.ALL;
        }
        List<String> names = new ArrayList<>(written);
        names.removeIf(name -> name.equalsIgnoreCase("none"));
        return List.copyOf(names);
    }
}
