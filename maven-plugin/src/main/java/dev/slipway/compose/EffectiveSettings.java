package dev.slipway.compose;

import dev.slipway.oci.ImageConfig;
import dev.slipway.spec.Container;
import dev.slipway.spec.ContainerSettings;
import dev.slipway.spec.LinuxKit;

/** What counts for a container: the YAML over the label of its image, with volumes as paths. */
final class EffectiveSettings {
    /** The label that LinuxKit reads. */
    static final String LABEL = "org.mobyproject.config";

    private final LinuxKit spec;
    private final Warnings warnings;

    EffectiveSettings(LinuxKit spec, Warnings warnings) {
        this.spec = spec;
        this.warnings = warnings;
    }

    ContainerSettings of(Container container, ImageConfig image) {
        ContainerSettings written = VolumePaths.in(container.settings(), spec);
        String label = image.labels().getOrDefault(LABEL, "");
        if (label.isBlank()) {
            return written;
        }
        return written;
    }
}
