package dev.slipway.spec.metadata;

import static dev.slipway.spec.metadata.SettingsFields.each;

import dev.slipway.spec.container.Resources;
import dev.slipway.spec.container.Resources.BlockIo;
import dev.slipway.spec.container.Resources.Cpu;
import dev.slipway.spec.container.Resources.Memory;
import dev.slipway.spec.container.Resources.Network;
import dev.slipway.spec.container.Resources.Pids;
import dev.slipway.spec.container.Resources.ThrottleDevice;
import dev.slipway.spec.container.Resources.WeightDevice;

/** Resources in the order of the runtime-spec's struct, with the format's keys: LinuxKit's own YAML cannot be read again. */
public final class ResourcesFields {
    private ResourcesFields() {}

    /** As the member {@code linux.resources} of a {@code config.json}. */
    public static Fields json(Resources resources) {
        return of(resources, true);
    }

    static Fields of(Resources resources, boolean json) {
        Fields fields = new Fields().putUnlessEmpty("devices", each(resources.devices(), ResourcesFields::device));
        if (resources.memory() != null) {
            fields.put("memory", memory(resources.memory()));
        }
        if (resources.cpu() != null) {
            fields.put("cpu", cpu(resources.cpu()));
        }
        if (resources.pids() != null) {
            fields.put("pids", pids(resources.pids(), json));
        }
        if (resources.blockIo() != null) {
            fields.put(json ? "blockIO" : "blockio", blockIo(resources.blockIo()));
        }
        fields.putUnlessEmpty("hugepageLimits", each(resources.hugepageLimits(), limit -> new Fields()
                .put("pageSize", limit.pageSize())
                .put("limit", limit.limit())));
        return resources.network() == null ? fields : fields.put("network", network(resources.network()));
    }

    private static Fields device(Resources.DeviceRule rule) {
        return new Fields()
                .put("allow", rule.allow())
                .putUnlessEmpty("type", rule.type())
                .putUnlessNull("major", rule.major())
                .putUnlessNull("minor", rule.minor())
                .putUnlessEmpty("access", rule.access());
    }

    private static Fields memory(Memory memory) {
        return new Fields()
                .putUnlessNull("limit", memory.limit())
                .putUnlessNull("reservation", memory.reservation())
                .putUnlessNull("swap", memory.swap())
                .putUnlessNull("kernel", memory.kernel())
                .putUnlessNull("kernelTCP", memory.kernelTcp())
                .putUnlessNull("swappiness", memory.swappiness())
                .putUnlessNull("disableOOMKiller", memory.disableOomKiller());
    }

    private static Fields pids(Pids pids, boolean json) {
        Long limit = pids.limit();
        // In Go this is a plain number: what was not written is 0.
        return json && limit == null ? new Fields().put("limit", 0L) : new Fields().putUnlessNull("limit", limit);
    }

    private static Fields cpu(Cpu cpu) {
        return new Fields()
                .putUnlessNull("shares", cpu.shares())
                .putUnlessNull("quota", cpu.quota())
                .putUnlessNull("period", cpu.period())
                .putUnlessNull("realtimeRuntime", cpu.realtimeRuntime())
                .putUnlessNull("realtimePeriod", cpu.realtimePeriod())
                .putUnlessEmpty("cpus", cpu.cpus())
                .putUnlessEmpty("mems", cpu.mems());
    }

    private static Fields blockIo(BlockIo blockIo) {
        return new Fields()
                .putUnlessNull("weight", blockIo.weight())
                .putUnlessNull("leafWeight", blockIo.leafWeight())
                .putUnlessEmpty("weightDevice", each(blockIo.weightDevice(), ResourcesFields::weight))
                .putUnlessEmpty(
                        "throttleReadBpsDevice", each(blockIo.throttleReadBpsDevice(), ResourcesFields::throttle))
                .putUnlessEmpty(
                        "throttleWriteBpsDevice", each(blockIo.throttleWriteBpsDevice(), ResourcesFields::throttle))
                .putUnlessEmpty(
                        "throttleReadIOPSDevice", each(blockIo.throttleReadIopsDevice(), ResourcesFields::throttle))
                .putUnlessEmpty(
                        "throttleWriteIOPSDevice", each(blockIo.throttleWriteIopsDevice(), ResourcesFields::throttle));
    }

    private static Fields weight(WeightDevice device) {
        return new Fields()
                .put("major", device.major())
                .put("minor", device.minor())
                .putUnlessNull("weight", device.weight())
                .putUnlessNull("leafWeight", device.leafWeight());
    }

    private static Fields throttle(ThrottleDevice device) {
        return new Fields()
                .put("major", device.major())
                .put("minor", device.minor())
                .put("rate", device.rate());
    }

    private static Fields network(Network network) {
        return new Fields()
                .putUnlessNull("classID", network.classId())
                .putUnlessEmpty("priorities", each(network.priorities(), priority -> new Fields()
                        .put("name", priority.name())
                        .put("priority", priority.priority())));
    }
}
