package dev.slipway.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackageLocks;
import dev.slipway.recipe.debian.PackagePin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
                .hasMessage("package.yml:3:13: contents[0].debian: jq is not in package.lock for linux/amd64\n"
                        + "  Run: mvn slipway:package -Dslipway.update=jq\n  Then commit package.lock.");
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.EMPTY))
                .hasMessageStartingWith(
                        "package.yml:3:13: contents[0].debian: jq, nginx-common are not in package.lock for linux/amd64\n");
        PackagePin odd = new PackagePin("a;b", jq.version(), jq.path(), jq.size(), jq.digest());
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.of(List.of(jq, common, odd))))
                .hasMessageContaining("-Dslipway.update=\"a;b\"\n  Then");
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.of(List.of(jq, common, pin("old", "all")))))
                .hasMessageContaining(
                        "package.yml: package.lock has old for linux/amd64, which this recipe does not name");
        assertThatThrownBy(() -> recipe.requireLock(PackageLock.of(List.of(pin("jq", "arm64"), common))))
                .hasMessageContaining("jq in package.lock is not for amd64 but pool/main/x/jq_1_arm64.deb");
    }

    @Test
    void aLockMustHaveTheDependenciesThatTheRecipeWants() {
        Recipe whole = RecipeReader.read(
                """
                debian: {suite: bookworm}
                contents:
                  - debian: jq
                    dependencies: true
                """,
                "package.yml");
        List<PackagePin> pins = List.of(pin("jq", "amd64"), pin("libjq1", "amd64"));
        SortedMap<String, List<String>> depends = new TreeMap<>(Map.of("jq", List.of("libjq1"), "libjq1", List.of()));
        assertThatCode(() -> whole.requireLock(PackageLock.of(pins, depends))).doesNotThrowAnyException();
        assertThatThrownBy(() -> whole.requireLock(PackageLock.of(pins.subList(0, 1))))
                .hasMessageContaining("package.lock does not have the dependencies of jq");
        assertThatThrownBy(() -> whole.requireLock(PackageLock.of(pins.subList(0, 1), depends)))
                .hasMessageContaining("libjq1 is not in package.lock");
        assertThatThrownBy(() -> whole.requireLock(
                        PackageLock.of(List.of(pins.get(0), pins.get(1), pin("old", "all")), depends)))
                .hasMessageContaining("package.lock has old");
    }

    @Test
    void eachPlatformHasItsItemsAndItsPackages() {
        Recipe both = RecipeReader.read(
                """
                platforms: [linux/amd64, linux/arm64]
                debian: {suite: bookworm}
                contents:
                  - debian: jq
                  - debian: grub-pc-bin
                    platform: linux/amd64
                  - tar: kernel.tar
                    contents:
                      - {mkdir: a, platform: linux/arm64}
                      - {mkdir: b}
                """,
                "package.yml");
        assertThat(both.debianPackages().keySet()).containsExactly("grub-pc-bin", "jq");
        Recipe arm = both.perPlatform().get(1);
        assertThat(arm.platform()).hasToString("linux/arm64");
        assertThat(arm.debianPackages().keySet()).containsExactly("jq");
        assertThat(paths(both.perPlatform().get(0))).containsExactly("b");
        assertThat(paths(arm)).containsExactly("a", "b");

        PackageLock first = PackageLock.of(List.of(pin("jq", "amd64"), pin("grub-pc-bin", "amd64")));
        PackageLock second = PackageLock.of(List.of(pin("jq", "arm64")));
        List<String> platforms = List.of("linux/amd64", "linux/arm64");
        PackageLocks locks = PackageLocks.of(platforms, List.of(first, second));
        assertThatCode(() -> both.requireLocks(locks)).doesNotThrowAnyException();
        // The lock of a recipe that had one platform only.
        assertThatThrownBy(() -> both.requireLocks(PackageLocks.of(platforms.subList(0, 1), List.of(first))))
                .hasMessageContaining("jq is not in package.lock for linux/arm64");
        assertThatThrownBy(() -> recipe.requireLocks(locks))
                .isInstanceOf(PackageLockIsStale.class)
                .hasMessageContaining("package.lock has packages for linux/arm64, which is not one of this recipe's");
    }

    private static List<String> paths(Recipe recipe) {
        Item.Tar tar = (Item.Tar) recipe.contents().get(recipe.contents().size() - 1);
        return tar.contents().stream().map(item -> ((Item.Mkdir) item).path()).toList();
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
