package dev.slipway.compose.runtime;

import dev.slipway.spec.container.Device;
import dev.slipway.spec.container.Resources;
import dev.slipway.spec.metadata.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The device nodes of a container and the cgroup rules that let it use them (OCI runtime-spec, "Devices" and "Allowed Device
 * list").
 *
 * @param nodes one for each device; none for {@code path: all}
 * @param rules those of {@code resources.devices}, then one for each device
 */
record DeviceAccess(List<Fields> nodes, List<Resources.DeviceRule> rules) {
    private static final String READ_WRITE_MKNOD = "rwm";

    static DeviceAccess of(@Nullable List<Device> devices, @Nullable Resources resources) {
        List<Fields> nodes = new ArrayList<>();
        List<Resources.DeviceRule> rules = new ArrayList<>();
        if (resources != null && resources.devices() != null) {
            rules.addAll(resources.devices());
        }
        for (Device device : devices == null ? List.<Device>of() : devices) {
            if (device.allowsAll()) {
                rules.add(new Resources.DeviceRule(true, device.type(), null, null, READ_WRITE_MKNOD));
            } else {
                nodes.add(node(device));
                rules.add(new Resources.DeviceRule(
                        true, device.type(), device.major(), device.minor(), READ_WRITE_MKNOD));
            }
        }
        return new DeviceAccess(List.copyOf(nodes), List.copyOf(rules));
    }

    private static Fields node(Device device) {
        return new Fields()
                .put("path", device.path())
                .put("type", device.type())
                .put("major", device.major())
                .put("minor", device.minor())
                .put("fileMode", device.fileMode());
    }
}
