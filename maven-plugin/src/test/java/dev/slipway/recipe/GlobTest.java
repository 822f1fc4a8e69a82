package dev.slipway.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "bin/busybox, bin/busybox",
        "/bin/busybox, bin/busybox",
        "bin/*, bin/busybox",
        "bin/b*x, bin/busybox",
        "usr/share/doc/**, usr/share/doc",
        "usr/share/doc/**, usr/share/doc/a/b",
        "usr/share/doc/, usr/share/doc/a/b",
        "usr/share/ca-certificates/**/*.crt, usr/share/ca-certificates/mozilla/A.crt",
        "usr/share/ca-certificates/**/*.crt, usr/share/ca-certificates/A.crt",
        "**, a",
        "**/x, x",
        "usr/bin/[, usr/bin/[",
        "a*b*c, aXbXbc",
        "lib/?odules, lib/modules",
        "**/**/x, a/x",
        "a/**/**, a",
    })
    void matches(String pattern, String path) {
        assertThat(Glob.parse(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "bin/*, bin/a/b",
        "bin/*, bin",
        "bin/busybox, usr/bin/busybox",
        "usr/share/doc/**, usr/share/docs",
        "lib/?odules, lib/odules",
        "a?b, a/b",
        "a*b*c, aXbXcb",
        "A, a",
    })
    void doesNotMatch(String pattern, String path) {
        assertThat(Glob.parse(pattern).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a//b", "a/**b", "../a", "./a", "a/***", "%regex[a]", "/%ant[a]"})
    void refusesWhatCouldNeverMatch(String pattern) {
        assertThatThrownBy(() -> Glob.parse(pattern)).isInstanceOf(MalformedGlob.class);
    }

    @Test
    void staysFastOnPatternsMadeToBeSlow() {
        Glob glob = Glob.parse("*a".repeat(200) + "b");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(glob.matches("a".repeat(2000)))
                .isFalse());
    }
}
