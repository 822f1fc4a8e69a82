package dev.slipway.spec.container;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key {@code resources}, in the terms of the OCI runtime-spec's {@code linux.resources}. Null is "not written". */
public record Resources(
        @Nullable List<DeviceRule> devices,
        @Nullable Memory memory,
        @Nullable Cpu cpu,
        @Nullable Pids pids,
        @Nullable BlockIo blockIo,
        @Nullable List<HugepageLimit> hugepageLimits,
        @Nullable Network network) {

    /** An entry of {@code devices}: a rule of the device cgroup. */
    public record DeviceRule(
            boolean allow,
            @Nullable String type,
            @Nullable Long major,
            @Nullable Long minor,
            @Nullable String access) {}

    /** Sizes in bytes; -1 is unlimited. */
    public record Memory(
            @Nullable Long limit,
            @Nullable Long reservation,
            @Nullable Long swap,
            @Nullable Long kernel,
            @Nullable Long kernelTcp,
            @Nullable Long swappiness,
            @Nullable Boolean disableOomKiller) {}

    /** Times in microseconds. */
    public record Cpu(
            @Nullable BigInteger shares,
            @Nullable Long quota,
            @Nullable BigInteger period,
            @Nullable Long realtimeRuntime,
            @Nullable BigInteger realtimePeriod,
            @Nullable String cpus,
            @Nullable String mems) {}

    /** Number of processes. */
    public record Pids(@Nullable Long limit) {}

    /** The key {@code blockio}; weights are 0 to 65535. */
    public record BlockIo(
            @Nullable Integer weight,
            @Nullable Integer leafWeight,
            @Nullable List<WeightDevice> weightDevice,
            @Nullable List<ThrottleDevice> throttleReadBpsDevice,
            @Nullable List<ThrottleDevice> throttleWriteBpsDevice,
            @Nullable List<ThrottleDevice> throttleReadIopsDevice,
            @Nullable List<ThrottleDevice> throttleWriteIopsDevice) {}

    /** Weight of one block device. */
    public record WeightDevice(long major, long minor, @Nullable Integer weight, @Nullable Integer leafWeight) {}

    /** Rate of one block device, in bytes or operations a second. */
    public record ThrottleDevice(long major, long minor, BigInteger rate) {}

    /** @param pageSize such as {@code 2MB} */
    public record HugepageLimit(String pageSize, BigInteger limit) {}

    /** The net_cls and net_prio cgroups. */
    public record Network(@Nullable Long classId, @Nullable List<Priority> priorities) {}

    /** Priority of one network interface. */
    public record Priority(String name, long priority) {}
}
