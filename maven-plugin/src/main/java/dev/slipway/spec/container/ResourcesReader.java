package dev.slipway.spec.container;

import dev.slipway.spec.container.Resources.BlockIo;
import dev.slipway.spec.container.Resources.Cpu;
import dev.slipway.spec.container.Resources.DeviceRule;
import dev.slipway.spec.container.Resources.HugepageLimit;
import dev.slipway.spec.container.Resources.Memory;
import dev.slipway.spec.container.Resources.Network;
import dev.slipway.spec.container.Resources.Pids;
import dev.slipway.spec.container.Resources.Priority;
import dev.slipway.spec.container.Resources.ThrottleDevice;
import dev.slipway.spec.container.Resources.WeightDevice;
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
        Boolean disableOomKiller = container
                .about("The same as resources.memory.disableOOMKiller, as it was written in 2017.")
                .bool("disableOOMKiller");
        Resources resources = container
                .about(
                        "Limits of memory, CPU, processes and devices (control groups; OCI runtime specification, linux.resources).")
                .object("resources", ResourcesReader::resources);
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
        BlockIo blockIo = keys.about("Limits of block devices.").object("blockio", ResourcesReader::blockIo);
        BlockIo goBlockIo = keys.about("The same as 'blockio', as Go programs write it.")
                .object("blockIO", ResourcesReader::blockIo);
        return new Resources(
                keys.about("Rules for the use of devices; later ones win.")
                        .list("devices", ResourcesReader::deviceRule),
                keys.about("Limits of memory, in bytes; -1 is no limit.").object("memory", ResourcesReader::memory),
                keys.about("Limits of CPU time.").object("cpu", ResourcesReader::cpu),
                keys.about("Limit of the number of processes.")
                        .object(
                                "pids",
                                pids -> new Pids(integer(
                                        pids.about("Largest number of processes and threads; 0 or less is no limit."),
                                        "limit"))),
                blockIo == null ? goBlockIo : blockIo,
                keys.about("Limits of huge pages, one for each page size.")
                        .list("hugepageLimits", ResourcesReader::hugepageLimit),
                keys.about("Marks for network traffic (control groups net_cls and net_prio).")
                        .object("network", ResourcesReader::network));
    }

    private static @Nullable DeviceRule deviceRule(ValueReader value) {
        return value.object(keys -> new DeviceRule(
                Boolean.TRUE.equals(keys.about("Whether the rule allows; default: false, it denies.")
                        .bool("allow")),
                keys.about("'a' for all devices, 'b' for block devices, 'c' for character devices.")
                        .text("type"),
                integer(keys.about("Major number of the device; default: any."), "major"),
                integer(keys.about("Minor number of the device; default: any."), "minor"),
                keys.about("What the rule is about: any of r (read), w (write) and m (create the node).")
                        .text("access")));
    }

    private static Memory memory(ObjectReader keys) {
        return new Memory(
                integer(keys.about("Largest use of memory, in bytes; -1 is no limit."), "limit"),
                integer(
                        keys.about("Memory that the container keeps when memory is short, in bytes; a soft limit."),
                        "reservation"),
                integer(keys.about("Largest use of memory and swap together, in bytes; -1 is no limit."), "swap"),
                integer(keys.about("Largest use of kernel memory, in bytes; -1 is no limit."), "kernel"),
                integer(keys.about("Largest use of memory for TCP buffers, in bytes; -1 is no limit."), "kernelTCP"),
                keys.about("How readily the kernel swaps memory out: 0 is hardly, 100 is readily.")
                        .integer("swappiness", 0, Long.MAX_VALUE),
                keys.about(
                                "Whether the kernel lets processes wait rather than end one when memory is used up; default: false.")
                        .bool("disableOOMKiller"));
    }

    private static Cpu cpu(ObjectReader keys) {
        return new Cpu(
                unsigned(
                        keys.about(
                                "Share of CPU time beside other control groups: a relative weight; the kernel's default is 1024."),
                        "shares"),
                integer(keys.about("CPU time in a period, in microseconds; -1 is no limit."), "quota"),
                unsigned(keys.about("Length of a period, in microseconds; the kernel's default is 100000."), "period"),
                integer(
                        keys.about("Time for real-time processes in a real-time period, in microseconds."),
                        "realtimeRuntime"),
                unsigned(keys.about("Length of a real-time period, in microseconds."), "realtimePeriod"),
                keys.about("CPUs that may be used, such as 0-2,7.").text("cpus"),
                keys.about("Memory nodes that may be used, such as 0-1.").text("mems"));
    }

    private static BlockIo blockIo(ObjectReader keys) {
        return new BlockIo(
                weight(keys.about("Share of block device time: 10 to 1000; 0 is the kernel's default."), "weight"),
                weight(
                        keys.about(
                                "Share of the container's own processes beside its child groups: 10 to 1000; 0 is the kernel's default."),
                        "leafWeight"),
                keys.about("Shares for single devices.").list("weightDevice", ResourcesReader::weightDevice),
                throttleDevices(keys.about("Limits of reading, in bytes a second."), "throttleReadBpsDevice"),
                throttleDevices(keys.about("Limits of writing, in bytes a second."), "throttleWriteBpsDevice"),
                throttleDevices(keys.about("Limits of reading, in operations a second."), "throttleReadIOPSDevice"),
                throttleDevices(keys.about("Limits of writing, in operations a second."), "throttleWriteIOPSDevice"));
    }

    private static @Nullable WeightDevice weightDevice(ValueReader value) {
        return value.object(keys -> new WeightDevice(
                number(keys.about("Major number of the device."), "major"),
                number(keys.about("Minor number of the device."), "minor"),
                weight(keys.about("Share of the device's time: 10 to 1000."), "weight"),
                weight(
                        keys.about("Share of the container's own processes beside its child groups: 10 to 1000."),
                        "leafWeight")));
    }

    private static @Nullable List<ThrottleDevice> throttleDevices(ObjectReader container, String key) {
        return container.list(
                key,
                value -> value.object(keys -> {
                    BigInteger rate =
                            unsigned(keys.about("Bytes or operations a second, as the key of the list says."), "rate");
                    return new ThrottleDevice(
                            number(keys.about("Major number of the device."), "major"),
                            number(keys.about("Minor number of the device."), "minor"),
                            rate == null ? BigInteger.ZERO : rate);
                }));
    }

    private static @Nullable HugepageLimit hugepageLimit(ValueReader value) {
        return value.object(keys -> {
            String size =
                    pageSize(keys.about("Size of the pages with its unit, such as 2MB or 1GB, or as a number of bytes.")
                            .required("pageSize"));
            BigInteger limit = unsigned(keys.about("Largest use, in bytes."), "limit");
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
                keys.about("Class that is written to the container's network packets (net_cls).")
                        .integer("classID", 0, MAX_UINT32),
                keys.about("Priorities of the container's traffic on network interfaces (net_prio).")
                        .list("priorities", value -> value.object(ResourcesReader::priority)));
    }

    private static @Nullable Priority priority(ObjectReader keys) {
        String name = keys.about("Name of the network interface.").requiredText("name");
        Long priority = keys.about("Priority of the traffic on the interface.").integer("priority", 0, MAX_UINT32);
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
