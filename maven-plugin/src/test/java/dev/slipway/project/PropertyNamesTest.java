package dev.slipway.project;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.environment.InvalidSetting;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertyNamesTest {
    private static final List<String> KNOWN = List.of("slipway.frozen", "slipway.finalName", "slipway.iso.skip");

    @Test
    void aSlipOfTheFingerIsAnErrorWithTheWordThatWasMeant() {
        assertThatThrownBy(() -> check("slipway.frozn", "slipway.frozen"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("-Dslipway.frozn: no goal of Slipway reads this property\n"
                        + "  Did you mean -Dslipway.frozen?\n"
                        + "  mvn slipway:help -Ddetail shows all properties.");
    }

    @Test
    void allAreToldAtOnce() {
        assertThatThrownBy(() -> check("slipway.finalname", "slipway.somethingElse"))
                .hasMessage("-Dslipway.finalname, -Dslipway.somethingElse: no goal of Slipway reads these properties\n"
                        + "  Did you mean -Dslipway.finalName? Upper and lower case matter.\n"
                        + "  mvn slipway:help -Ddetail shows all properties.");
    }

    @Test
    void propertiesOfOthersAndOfTheProjectAreNotLookedAt() {
        assertThatCode(() -> check("slipway.mine", "slipwayed", "frozn")).doesNotThrowAnyException();
    }

    private static void check(String... given) {
        PropertyNames.check(List.of(given), KNOWN, List.of("slipway.mine"), "mvn slipway:help -Ddetail");
    }
}
