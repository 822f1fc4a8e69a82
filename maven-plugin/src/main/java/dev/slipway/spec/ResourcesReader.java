package dev.slipway.spec;

import dev.slipway.spec.Resources.BlockIo;
import dev.slipway.spec.Resources.Cpu;
import dev.slipway.spec.Resources.DeviceRule;
import dev.slipway.spec.Resources.HugepageLimit;
import dev.slipway.spec.Resources.Memory;
import dev.slipway.spec.Resources.Network;
import dev.slipway.spec.Resources.Pids;
import dev.slipway.spec.Resources.Priority;
import dev.slipway.spec.Resources.ThrottleDevice;
import dev.slipway.spec.Resources.WeightDevice;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code resources}, and {@code disableOOMKiller} of 2017, which stood beside it. */
final class ResourcesReader {
    private static final long MAX_WEIGHT = 0xFFFF;
    private static final long MAX_UINT32 = 0xFFFF_FFFFL;

    private ResourcesReader() {}

    static @Nullable Resources read(ObjectReader container) {
        Boolean disableOomKiller = container.bool("disableOOMKiller");
        Resources resources = container.object("resources", ResourcesReader::resources);
        return disableOomKiller == null ? resources : withOomKiller(resources, disableOomKiller);
    }

    private static Resources withOomKiller(@Nullable Resources resources, boolean disabled) {
        if (resources == null) {
            return new Resources(
                    null, new Memory(null, null, null, null, null, null, disabled), null, null, null, null, null);
        }
        Memory memory =
                resources.memory() == null ? new Memory(null, null, null, null, null, null, null) : resources.memory();
        return new Resources(
                resources.devices(),
                new Memory(
                        memory.limit(),
                        memory.reservation(),
                        memory.swap(),
                        memory.kernel(),
                        memory.kernelTcp(),
                        memory.swappiness(),
                        memory.disableOomKiller() == null ? Boolean.valueOf(disabled) : memory.disableOomKiller()),
                resources.cpu(),
                resources.pids(),
                resources.blockIo(),
                resources.hugepageLimits(),
                resources.network());
    }

    private static Resources resources(ObjectReader keys) {
        // The schema says blockio; JSON that Go tools print, labels among them, says blockIO.
        BlockIo blockIo = keys.object("blockio", ResourcesReader::blockIo);
        BlockIo goBlockIo = keys.object("blockIO", ResourcesReader::blockIo);
        return new Resources(
                keys.list("devices", ResourcesReader::deviceRule),
                keys.object("memory", ResourcesReader::memory),
                keys.object("cpu", ResourcesReader::cpu),
                keys.object("pids", pids -> new Pids(integer(pids, "limit"))),
                blockIo == null ? goBlockIo : blockIo,
                keys.list("hugepageLimits", ResourcesReader::hugepageLimit),
                keys.object("network", ResourcesReader::network));
    }

    private static @Nullable DeviceRule deviceRule(ValueReader value) {
        return value.object(keys -> new DeviceRule(
                Boolean.TRUE.equals(keys.bool("allow")),
                keys.text("type"),
                integer(keys, "major"),
                integer(keys, "minor"),
                keys.text("access")));
    }

    private static Memory memory(ObjectReader keys) {
        return new Memory(
                integer(keys, "limit"),
                integer(keys, "reservation"),
                integer(keys, "swap"),
                integer(keys, "kernel"),
                integer(keys, "kernelTCP"),
                keys.integer("swappiness", 0, Long.MAX_VALUE),
                keys.bool("disableOOMKiller"));
    }

    private static Cpu cpu(ObjectReader keys) {
        return new Cpu(
                unsigned(keys, "shares"),
                integer(keys, "quota"),
                unsigned(keys, "period"),
                integer(keys, "realtimeRuntime"),
                unsigned(keys, "realtimePeriod"),
                keys.text("cpus"),
                keys.text("mems"));
    }

    private static BlockIo blockIo(ObjectReader keys) {
        return new BlockIo(
                weight(keys, "weight"),
                weight(keys, "leafWeight"),
                keys.list("weightDevice", ResourcesReader::weightDevice),
                throttleDevices(keys, "throttleReadBpsDevice"),
                throttleDevices(keys, "throttleWriteBpsDevice"),
                throttleDevices(keys, "throttleReadIOPSDevice"),
                throttleDevices(keys, "throttleWriteIOPSDevice"));
    }

    private static @Nullable WeightDevice weightDevice(ValueReader value) {
        return value.object(keys -> new WeightDevice(
                number(keys, "major"), number(keys, "minor"), weight(keys, "weight"), weight(keys, "leafWeight")));
    }

    private static @Nullable List<ThrottleDevice> throttleDevices(ObjectReader container, String key) {
        return container.list(
                key,
                value -> value.object(keys -> {
                    BigInteger rate = unsigned(keys, "rate");
                    return new ThrottleDevice(
                            number(keys, "major"), number(keys, "minor"), rate == null ? BigInteger.ZERO : rate);
                }));
    }

    private static @Nullable HugepageLimit hugepageLimit(ValueReader value) {
        return value.object(keys -> {
            String size = pageSize(keys.required("pageSize"));
            BigInteger limit = unsigned(keys, "limit");
            return size == null ? null : new HugepageLimit(size, limit == null ? BigInteger.ZERO : limit);
        });
    }

    /** The runtime wants {@code 2MB}, LinuxKit's schema a number: of bytes, then. */
    private static @Nullable String pageSize(@Nullable ValueReader value) {
        if (value == null || value.isText()) {
            return value == null ? null : value.text();
        }
        Long bytes = value.integer(1, Long.MAX_VALUE);
        if (bytes == null) {
            return null;
        }
        long kib = bytes >> 10;
        if (kib << 10 != bytes) {
            value.refuse("no page has " + bytes + " bytes", "Write the size with its unit: 2MB, 1GB");
            return null;
        }
        if (kib % (1 << 20) == 0) {
            return (kib >> 20) + "GB";
        }
        return kib % (1 << 10) == 0 ? (kib >> 10) + "MB" : kib + "KB";
    }

    private static Network network(ObjectReader keys) {
        return new Network(
                keys.integer("classID", 0, MAX_UINT32),
                keys.list("priorities", value -> value.object(ResourcesReader::priority)));
    }

    private static @Nullable Priority priority(ObjectReader keys) {
        String name = keys.requiredText("name");
        Long priority = keys.integer("priority", 0, MAX_UINT32);
        return name == null ? null : new Priority(name, priority == null ? 0 : priority);
    }

    private static @Nullable Long integer(ObjectReader keys, String key) {
        return keys.integer(key, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long number(ObjectReader keys, String key) {
        Long number = integer(keys, key);
        return number == null ? 0 : number;
    }

    private static @Nullable Integer weight(ObjectReader keys, String key) {
        Long weight = keys.integer(key, 0, MAX_WEIGHT);
        return weight == null ? null : weight.intValue();
    }

    private static @Nullable BigInteger unsigned(ObjectReader keys, String key) {
        ValueReader value = keys.value(key);
        return value == null ? null : value.unsigned();
    }
}
