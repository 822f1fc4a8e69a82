package dev.slipway.compose;

import dev.slipway.spec.Device;
import dev.slipway.spec.Resources;
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
record DeviceAccess(List<JsonObject> nodes, List<JsonObject> rules) {
    private static final String READ_WRITE_MKNOD = "rwm";

    static DeviceAccess of(@Nullable List<Device> devices, @Nullable Resources resources) {
        List<JsonObject> nodes = new ArrayList<>();
        List<JsonObject> rules = new ArrayList<>();
        if (resources != null && resources.devices() != null) {
            resources.devices().forEach(rule -> rules.add(rule(rule)));
        }
        for (Device device : devices == null ? List.<Device>of() : devices) {
            if (device.allowsAll()) {
                rules.add(rule(new Resources.DeviceRule(true, device.type(), null, null, READ_WRITE_MKNOD)));
            } else {
                nodes.add(node(device));
                rules.add(rule(new Resources.DeviceRule(
                        true, device.type(), device.major(), device.minor(), READ_WRITE_MKNOD)));
            }
        }
        return new DeviceAccess(List.copyOf(nodes), List.copyOf(rules));
    }

    private static JsonObject node(Device device) {
        return new JsonObject()
                .put("path", device.path())
                .put("type", device.type())
                .put("major", device.major())
                .put("minor", device.minor())
                .put("fileMode", device.fileMode());
    }

    private static JsonObject rule(Resources.DeviceRule rule) {
        return new JsonObject()
                .put("allow", rule.allow())
                .putUnlessEmpty("type", rule.type())
                .putUnlessNull("major", rule.major())
                .putUnlessNull("minor", rule.minor())
                .putUnlessEmpty("access", rule.access());
    }
}
