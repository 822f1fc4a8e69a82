package dev.slipway.spec.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spec.container.Resources;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesFieldsTest {
    private static final BigInteger SEVEN = BigInteger.valueOf(7);

    @Test
    void nothingIsAnEmptyObject() {
        assertThat(print(new Resources(null, null, null, null, null, null, null)))
                .isEqualTo("{}");
    }

    @Test
    void everyMemoryKeyIsWrittenZeroToo() {
        Resources.Memory memory = new Resources.Memory(0L, 1L, -1L, 3L, 4L, 5L, false);

        assertThat(compact(new Resources(null, memory, null, null, null, null, null)))
                .isEqualTo("{\"memory\":{\"limit\":0,\"reservation\":1,\"swap\":-1,\"kernel\":3,\"kernelTCP\":4,"
                        + "\"swappiness\":5,\"disableOOMKiller\":false}}");
    }

    @Test
    void everyCpuKeyIsWritten() {
        Resources.Cpu cpu = new Resources.Cpu(SEVEN, -1L, SEVEN, 2L, SEVEN, "0-1", "");

        assertThat(compact(new Resources(null, null, cpu, new Resources.Pids(null), null, null, null)))
                .isEqualTo("{\"cpu\":{\"shares\":7,\"quota\":-1,\"period\":7,\"realtimeRuntime\":2,"
                        + "\"realtimePeriod\":7,\"cpus\":\"0-1\"},\"pids\":{\"limit\":0}}");
    }

    @Test
    void everyKeyOfBlockDevicesHugePagesAndNetworkIsWritten() {
        List<Resources.ThrottleDevice> throttle = List.of(new Resources.ThrottleDevice(8, 0, SEVEN));
        Resources.BlockIo io = new Resources.BlockIo(
                10, 20, List.of(new Resources.WeightDevice(8, 1, 5, null)), throttle, throttle, throttle, throttle);
        Resources resources = new Resources(
                null,
                null,
                null,
                null,
                io,
                List.of(new Resources.HugepageLimit("2MB", SEVEN)),
                new Resources.Network(9L, List.of(new Resources.Priority("eth0", 3))));

        assertThat(compact(resources))
                .isEqualTo("{\"blockIO\":{\"weight\":10,\"leafWeight\":20,"
                        + "\"weightDevice\":[{\"major\":8,\"minor\":1,\"weight\":5}],"
                        + "\"throttleReadBpsDevice\":[{\"major\":8,\"minor\":0,\"rate\":7}],"
                        + "\"throttleWriteBpsDevice\":[{\"major\":8,\"minor\":0,\"rate\":7}],"
                        + "\"throttleReadIOPSDevice\":[{\"major\":8,\"minor\":0,\"rate\":7}],"
                        + "\"throttleWriteIOPSDevice\":[{\"major\":8,\"minor\":0,\"rate\":7}]},"
                        + "\"hugepageLimits\":[{\"pageSize\":\"2MB\",\"limit\":7}],"
                        + "\"network\":{\"classID\":9,\"priorities\":[{\"name\":\"eth0\",\"priority\":3}]}}");
    }

    private static String print(Resources resources) {
        return GoJson.print(ResourcesFields.json(resources));
    }

    private static String compact(Resources resources) {
        return print(resources).replaceAll("\n *", "").replace("\": ", "\":");
    }
}
