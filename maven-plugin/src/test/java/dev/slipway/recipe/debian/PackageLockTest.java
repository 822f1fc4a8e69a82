package dev.slipway.recipe.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.yaml.InvalidYaml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageLockTest {
    private static final Digest SUM = Digest.of("x".getBytes(StandardCharsets.US_ASCII));

    private static final String TEXT =
            """
            # Written by slipway:package -Dslipway.update=all; commit it.
            debian:
              busybox-static:
                version: 1:1.35.0-4+b3
                path: pool/main/b/busybox/busybox-static_1.35.0-4+b3_amd64.deb
                size: 998828
                sha256: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
              rng-tools-debian:
                version: "2.3"
                path: pool/main/r/rng-tools-debian/rng-tools-debian_2.3_amd64.deb
                size: 48292
                sha256: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
            """;

    private static PackagePin pin(String name, String version) {
        return new PackagePin(
                name, new DebianVersion(version), "pool/main/x/" + name + "_" + version + "_all.deb", 42, SUM);
    }

    @Test
    void theTextIsCanonical() {
        PackageLock lock = PackageLocks.parse(TEXT, "package.lock").first();
        assertThat(lock.pins()).extracting(PackagePin::name).containsExactly("busybox-static", "rng-tools-debian");
        assertThat(text(lock)).isEqualTo(TEXT);
        assertThat(PackageLock.of(List.of(
                        lock.find("rng-tools-debian").orElseThrow(),
                        lock.find("busybox-static").orElseThrow())))
                .isEqualTo(lock);
        assertThat(PackageLocks.parse(PackageLocks.EMPTY.format(), "package.lock"))
                .isEqualTo(PackageLocks.EMPTY);
    }

    private static String text(PackageLock lock) {
        return PackageLocks.of(List.of("linux/amd64"), List.of(lock)).format();
    }

    @Test
    void furtherPlatformsStandBelowTheFirst() {
        SortedMap<String, Instant> times = new TreeMap<>(Map.of("bookworm", Instant.parse("2026-07-11T10:16:00Z")));
        PackageLock jq = PackageLock.of(List.of(pin("jq", "1"))).withReleases(times);
        List<String> platforms = List.of("linux/amd64", "linux/arm64", "linux/riscv64");
        PackageLocks locks =
                PackageLocks.of(platforms, List.of(jq, PackageLock.of(List.of(pin("runc", "2"))), PackageLock.EMPTY));
        String text = locks.format();
        assertThat(text)
                .startsWith(text(jq))
                .contains("\nplatforms:\n  linux/arm64:\n    debian:\n      runc:\n        version: \"2\"\n")
                .doesNotContain("riscv64");
        assertThat(PackageLocks.parse(text, "package.lock")).isEqualTo(locks);
        assertThat(locks.inOrder(platforms).get(1).find("runc")).isPresent();
        assertThat(locks.inOrder(platforms).get(2)).isEqualTo(PackageLock.EMPTY);
        assertThat(locks.changesTo(
                        PackageLocks.of(platforms, List.of(jq, PackageLock.of(List.of(pin("runc", "3"))), jq))))
                .satisfiesExactly(
                        change -> assertThat(change)
                                .startsWith("linux/arm64 runc: 2 ")
                                .contains(" -> 3 "),
                        change -> assertThat(change).isEqualTo("linux/riscv64 jq: added 1"));
        assertThatThrownBy(() -> PackageLocks.parse(text.replace("        size: 42\n", ""), "package.lock"))
                .isInstanceOf(InvalidYaml.class);
    }

    @ParameterizedTest
    @CsvSource({"2.3", "1e5", "12", "1.0-1", "1:2.3", "~", "null", "true", ".inf", ".nan", "0X1F", "0B1"})
    void everyVersionSurvivesYaml(String version) {
        PackageLock lock = PackageLock.of(List.of(new PackagePin(
                "a0",
                new DebianVersion(version),
                "pool/main/a/a0/a0_1_all.deb",
                1,
                new Digest(SUM.algorithm(), "1e" + "5".repeat(62)))));
        assertThat(PackageLocks.parse(text(lock), "package.lock").first()).isEqualTo(lock);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size: 998828      | size: 0          | expected an integer from 1",
                "size: 998828      | sizes: 998828    | Did you mean size?",
                "sha256: 2d        | sha256: 2        | this is not a digest",
                "pool/main/b       | ../../etc        | does not lead to a .deb below pool/",
                "pool/main/b       | pool/main/../b   | does not lead to a .deb below pool/",
                "version: 1:1.35   | version: 1:1_35  | this is not a Debian version",
                "\"2.3\"           | 2.3              | Write it in quotes",
                "busybox-static:   | a;b:             | a;b' is not the name of a Debian package",
            })
    void refusesWhatItDidNotWrite(String right, String wrong, String message) {
        assertThatThrownBy(() -> PackageLocks.parse(TEXT.replace(right, wrong), "package.lock"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("package.lock:")
                .hasMessageContaining(message);
    }

    @Test
    void aClosureBeginsWithWhatNeedsNothing() {
        SortedMap<String, List<String>> depends = new TreeMap<>(Map.of(
                "app", List.of("lib", "tool"), "lib", List.of("libc"), "tool", List.of("lib"), "libc", List.of("lib")));
        PackageLock lock = PackageLock.of(
                List.of(pin("app", "1"), pin("lib", "1"), pin("libc", "1"), pin("tool", "1"), pin("alone", "1")),
                depends);
        assertThat(lock.closure("app")).containsExactly("libc", "lib", "tool", "app");
        assertThat(lock.closure("alone")).containsExactly("alone");
        assertThat(lock.hasDependencies("app")).isTrue();
        assertThat(lock.hasDependencies("alone")).isFalse();
        assertThat(PackageLocks.parse(text(lock), "package.lock").first()).isEqualTo(lock);

        SortedMap<String, List<String>> others = new TreeMap<>(depends);
        others.put("tool", List.of());
        assertThat(lock.changesTo(PackageLock.of(lock.pins(), others))).containsExactly("tool: depends on []");
    }

    /** It was written, and then nothing but its removal helped. */
    @Test
    void whatCannotBeReadAgainIsNotWritten() {
        List<PackagePin> pins = new ArrayList<>();
        SortedMap<String, List<String>> depends = new TreeMap<>();
        for (int i = 0; i < 4200; i++) {
            pins.add(pin("p" + i, "1"));
            depends.put("p" + i, List.of("p1", "p2", "p3", "p4"));
        }
        PackageLock lock = PackageLock.of(pins, depends);
        PackageLocks one = PackageLocks.of(List.of("linux/amd64"), List.of(lock));
        assertThat(one.readable("package.lock")).isEqualTo(one.format());
        PackageLocks two = PackageLocks.of(List.of("linux/amd64", "linux/arm64"), List.of(lock, lock));
        assertThatThrownBy(() -> two.readable("package.lock"))
                .hasMessageContaining("package.lock: a lock of 8400 packages for 2 platforms cannot be read again")
                .hasMessageContaining("write a recipe for each platform");
    }

    @Test
    void tellsOldAndNew() {
        PackageLock old = PackageLock.of(List.of(pin("gone", "1"), pin("jq", "1.6"), pin("same", "1")));
        PackageLock young = PackageLock.of(List.of(pin("jq", "1.7"), pin("new", "3"), pin("same", "1")));
        assertThat(old.changesTo(young))
                .containsExactly(
                        "gone: dropped 1",
                        "jq: 1.6 (sha256:2d711642b726) -> 1.7 (sha256:2d711642b726)",
                        "new: added 3");
        assertThat(young.changesTo(young)).isEmpty();
    }
}
