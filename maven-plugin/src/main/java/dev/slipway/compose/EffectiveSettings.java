package dev.slipway.compose;

import dev.slipway.oci.ImageConfig;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.LinuxKitLabel;

/** What counts for a container: the YAML over the label of its image, with volumes as paths. */
final class EffectiveSettings {
    /** The label that LinuxKit reads. */
    private EffectiveSettings() {}

    /** @throws dev.slipway.problem.Problem if the label is wrong */
    static ContainerSettings of(Container container, ImageConfig image, LinuxKit spec) {
        String label = image.labels().getOrDefault(LinuxKitLabel.NAME, "");
        String reference = container.image().reference().canonical();
        ContainerSettings below = VolumePaths.in(ContainerSettings.parseLabel(label, reference), spec);
        return VolumePaths.in(container.settings(), spec).over(below);
    }
}
