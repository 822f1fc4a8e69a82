package dev.slipway.recipe.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.yaml.InvalidYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        PackageLock lock = PackageLock.parse(TEXT, "package.lock");
        assertThat(lock.pins()).extracting(PackagePin::name).containsExactly("busybox-static", "rng-tools-debian");
        assertThat(lock.format()).isEqualTo(TEXT);
        assertThat(PackageLock.of(List.of(
                        lock.find("rng-tools-debian").orElseThrow(),
                        lock.find("busybox-static").orElseThrow())))
                .isEqualTo(lock)
                .hasToString(TEXT);
        assertThat(PackageLock.parse(PackageLock.EMPTY.format(), "package.lock"))
                .isEqualTo(PackageLock.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"2.3", "1e5", "12", "1.0-1", "1:2.3"})
    void everyVersionSurvivesYaml(String version) {
        PackageLock lock = PackageLock.of(List.of(new PackagePin(
                "a0",
                new DebianVersion(version),
                "pool/main/a/a0/a0_1_all.deb",
                1,
                new Digest(SUM.algorithm(), "1e" + "5".repeat(62)))));
        assertThat(PackageLock.parse(lock.format(), "package.lock")).isEqualTo(lock);
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
            })
    void refusesWhatItDidNotWrite(String right, String wrong, String message) {
        assertThatThrownBy(() -> PackageLock.parse(TEXT.replace(right, wrong), "package.lock"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("package.lock:")
                .hasMessageContaining(message);
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
