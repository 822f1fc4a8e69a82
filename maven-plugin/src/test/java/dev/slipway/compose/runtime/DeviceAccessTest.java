package dev.slipway.compose.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spec.container.Device;
import dev.slipway.spec.container.Resources;
import dev.slipway.spec.container.Resources.DeviceRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceAccessTest {
    @Test
    void deviceRulesOfResourcesComeBeforeThoseOfDevices() {
        Resources resources = new Resources(
                List.of(new DeviceRule(false, "a", null, null, "rwm")), null, null, null, null, null, null);
        DeviceAccess access = DeviceAccess.of(
                List.of(new Device("/dev/console", "c", 5, 1, "0666"), new Device("all", "b", 0, 0, null)), resources);

        assertThat(access.rules())
                .containsExactly(
                        new DeviceRule(false, "a", null, null, "rwm"),
                        new DeviceRule(true, "c", 5L, 1L, "rwm"),
                        new DeviceRule(true, "b", null, null, "rwm"));
        assertThat(access.nodes())
                .extracting(node -> node.values().toString())
                .containsExactly("{path=/dev/console, type=c, major=5, minor=1, fileMode=438}");
    }
}
