package dev.slipway.compose;

import dev.slipway.spec.Resources;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The member {@code linux.resources} (OCI runtime-spec, "Control groups"), with all the keys that LinuxKit reads and forgets. */
final class ResourcesJson {
    private ResourcesJson() {}

    /** @param rules the device rules, which LinuxKit gathers from two places */
    static JsonObject of(@Nullable Resources resources, List<JsonObject> rules) {
        JsonObject json = new JsonObject().putUnlessEmpty("devices", rules);
        if (resources == null) {
            return json;
        }
        return json.putUnlessNull("memory", map(resources.memory(), ResourcesJson::memory))
                .putUnlessNull("cpu", map(resources.cpu(), ResourcesJson::cpu))
                .putUnlessNull("pids", map(resources.pids(), ResourcesJson::pids))
                .putUnlessNull("blockIO", map(resources.blockIo(), ResourcesJson::blockIo))
                .putUnlessEmpty("hugepageLimits", each(resources.hugepageLimits(), ResourcesJson::hugepages))
                .putUnlessNull("network", map(resources.network(), ResourcesJson::network));
    }

    private static <T> @Nullable JsonObject map(@Nullable T value, Function<T, JsonObject> toJson) {
        return value == null ? null : toJson.apply(value);
    }

    private static <T> List<JsonObject> each(@Nullable List<T> values, Function<T, JsonObject> toJson) {
        return values == null ? List.of() : values.stream().map(toJson).toList();
    }

    private static JsonObject memory(Resources.Memory memory) {
        return new JsonObject()
                .putUnlessNull("limit", memory.limit())
                .putUnlessNull("reservation", memory.reservation())
                .putUnlessNull("swap", memory.swap())
                .putUnlessNull("kernel", memory.kernel())
                .putUnlessNull("kernelTCP", memory.kernelTcp())
                .putUnlessNull("swappiness", memory.swappiness())
                .putUnlessNull("disableOOMKiller", memory.disableOomKiller());
    }

    private static JsonObject cpu(Resources.Cpu cpu) {
        return new JsonObject()
                .putUnlessNull("shares", cpu.shares())
                .putUnlessNull("quota", cpu.quota())
                .putUnlessNull("period", cpu.period())
                .putUnlessNull("realtimeRuntime", cpu.realtimeRuntime())
                .putUnlessNull("realtimePeriod", cpu.realtimePeriod())
                .putUnlessEmpty("cpus", cpu.cpus())
                .putUnlessEmpty("mems", cpu.mems());
    }

    private static JsonObject pids(Resources.Pids pids) {
        Long limit = pids.limit();
        return new JsonObject().put("limit", limit == null ? 0L : limit);
    }

    private static JsonObject blockIo(Resources.BlockIo io) {
        return new JsonObject()
                .putUnlessNull("weight", io.weight())
                .putUnlessNull("leafWeight", io.leafWeight())
                .putUnlessEmpty("weightDevice", each(io.weightDevice(), ResourcesJson::weight))
                .putUnlessEmpty("throttleReadBpsDevice", each(io.throttleReadBpsDevice(), ResourcesJson::throttle))
                .putUnlessEmpty("throttleWriteBpsDevice", each(io.throttleWriteBpsDevice(), ResourcesJson::throttle))
                .putUnlessEmpty("throttleReadIOPSDevice", each(io.throttleReadIopsDevice(), ResourcesJson::throttle))
                .putUnlessEmpty("throttleWriteIOPSDevice", each(io.throttleWriteIopsDevice(), ResourcesJson::throttle));
    }

    private static JsonObject weight(Resources.WeightDevice device) {
        return new JsonObject()
                .put("major", device.major())
                .put("minor", device.minor())
                .putUnlessNull("weight", device.weight())
                .putUnlessNull("leafWeight", device.leafWeight());
    }

    private static JsonObject throttle(Resources.ThrottleDevice device) {
        return new JsonObject()
                .put("major", device.major())
                .put("minor", device.minor())
                .put("rate", device.rate());
    }

    private static JsonObject hugepages(Resources.HugepageLimit limit) {
        return new JsonObject().put("pageSize", limit.pageSize()).put("limit", limit.limit());
    }

    private static JsonObject network(Resources.Network network) {
        return new JsonObject()
                .putUnlessNull("classID", network.classId())
                .putUnlessEmpty("priorities", each(network.priorities(), ResourcesJson::priority));
    }

    private static JsonObject priority(Resources.Priority priority) {
        return new JsonObject().put("name", priority.name()).put("priority", priority.priority());
    }
}
