package dev.slipway.compose.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spec.container.Capabilities;
import dev.slipway.spec.container.ContainerSettings.Privileges;
import dev.slipway.spec.metadata.GoJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapabilitySetsTest {
    @Test
    void withoutAWordAProcessHasNoCapabilities() {
        assertThat(GoJson.print(sets(null, null).toJson())).isEqualTo("{}");
    }

    @Test
    void effectiveKeepsTheWrittenOrderAndTheOthersAreSorted() {
        CapabilitySets sets = sets(List.of("CAP_SYS_TIME", "CAP_CHOWN"), List.of("CAP_NET_RAW"));

        assertThat(sets.effective()).containsExactly("CAP_SYS_TIME", "CAP_CHOWN");
        assertThat(sets.bounding()).containsExactly("CAP_CHOWN", "CAP_NET_RAW", "CAP_SYS_TIME");
        assertThat(sets.ambient()).containsExactly("CAP_NET_RAW");
        assertThat(sets.toJson().values().keySet())
                .containsExactly("bounding", "effective", "inheritable", "permitted", "ambient");
    }

    @Test
    void allAndNoneInAnyCase() {
        assertThat(sets(List.of("All"), null).effective())
                .isEqualTo(Capabilities.ALL)
                .hasSize(41);
        assertThat(sets(List.of("NONE"), List.of("none")).bounding()).isEmpty();
    }

    @Test
    void allOfALabelSwallowsWhatIsAdded() {
        assertThat(sets(List.of("all", "CAP_CHOWN"), null).effective()).isEqualTo(Capabilities.ALL);
    }

    @Test
    void noneOfALabelLeavesWhatIsAdded() {
        assertThat(sets(List.of("none", "CAP_CHOWN"), null).effective()).containsExactly("CAP_CHOWN");
    }

    @Test
    void aCapabilityThatIsGivenTwiceStandsThereTwiceAsInLinuxKit() {
        CapabilitySets sets = sets(List.of("CAP_CHOWN", "CAP_CHOWN"), null);

        assertThat(sets.effective()).containsExactly("CAP_CHOWN", "CAP_CHOWN");
        assertThat(sets.bounding()).containsExactly("CAP_CHOWN");
    }

    private static CapabilitySets sets(@Nullable List<String> capabilities, @Nullable List<String> ambient) {
        return CapabilitySets.of(new Privileges(capabilities, null, ambient, null));
    }
}
