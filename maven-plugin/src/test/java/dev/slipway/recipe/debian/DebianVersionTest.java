package dev.slipway.recipe.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebianVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.0~rc1, 1.0",
        "1.0~~, 1.0~",
        "1.0, 1.0+deb12u1",
        "1.9, 1.10",
        "9.9, 1:0.1",
        "1.0-1, 1.0-1+b1",
        "1.0-1~deb12u1, 1.0-1",
        "1.0-9, 1.0-10",
        "1.0a, 1.0+",
        "1.35.0-4+b3, 1.35.0-4+deb12u1+b1",
        "1.6.20~ds1-1+b1, 1.6.20~ds1-1+deb12u3",
        "2.0-beta-1, 2.0-beta1-1",
        "99999999999999999998, 99999999999999999999",
    })
    void ordersAsDpkgDoes(String lower, String higher) {
        assertThat(new DebianVersion(lower)).isLessThan(new DebianVersion(higher));
        assertThat(new DebianVersion(higher)).isGreaterThan(new DebianVersion(lower));
    }

    @Test
    void leadingZerosDecideOnlyAmongEquals() {
        assertThat(new DebianVersion("1.00-2")).isGreaterThan(new DebianVersion("1.0-1"));
        assertThat(new DebianVersion("1.0")).isNotEqualByComparingTo(new DebianVersion("1.00"));
        assertThat(new DebianVersion("1.0")).isEqualByComparingTo(new DebianVersion("1.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0 ", "a:1", "1.0/2", "1.0-"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> new DebianVersion(text)).isInstanceOf(MalformedDebianPackage.class);
    }
}
