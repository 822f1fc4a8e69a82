package dev.slipway.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private final Recipe recipe = RecipeReader.read(
            """
            debian: {suite: bookworm}
            contents:
              - debian: jq
              - debian: nginx-common
            """,
            "package.yml");

    private static PackagePin pin(String name, String architecture) {
        return new PackagePin(
                name,
                new DebianVersion("1"),
                "pool/main/x/" + name + "_1_" + architecture + ".deb",
                1,
                Digest.of("x".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aLockMustHaveExactlyTheRecipesPackages() {
        PackagePin jq = pin("jq", "amd64");
        PackagePin common = pin("nginx-common", "all");
        assertThatCode(() -> recipe.requireLock(PackageLock.of(List.of(jq, common))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.of(List.of(common))))
                .isInstanceOf(PackageLockIsStale.class)
                .hasMessage("package.yml:3:13: contents[0].debian: jq is not in package.lock\n"
                        + "  Run: mvn slipway:package -Dslipway.update=jq     then commit package.lock");
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.EMPTY))
                .hasMessageStartingWith(
                        "package.yml:3:13: contents[0].debian: jq, nginx-common are not in package.lock\n");
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.of(List.of(jq, common, pin("old", "all")))))
                .hasMessageContaining("package.yml: package.lock has old, which this recipe does not name");
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.of(List.of(pin("jq", "arm64"), common))))
                .hasMessageContaining("jq in package.lock is not for amd64 but pool/main/x/jq_1_arm64.deb");
    }

    @Test
    void speaksOfArchitecturesAsDebianDoes() {
        assertThat(architecture("linux/amd64")).isEqualTo("amd64");
        assertThat(architecture("linux/arm/v7")).isEqualTo("armhf");
        assertThat(architecture("linux/arm/v6")).isEqualTo("armel");
        assertThat(architecture("linux/ppc64le")).isEqualTo("ppc64el");
        assertThat(architecture("linux/riscv64")).isEqualTo("riscv64");
    }

    private static String architecture(String platform) {
        return RecipeReader.read("platform: " + platform + "\ncontents: []\n", "package.yml")
                .debianArchitecture();
    }
}
