package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Everything around the build is changed at once: directory, user, time zone, locale, umask, JDK, cores, threads, and the store is
 * cold. No byte of the results moves.
 */
class VariationsIT {
    @Test
    void anotherMachineBuildsTheSameBytes() throws IOException {
        Path place = Files.createTempDirectory("slipway");
        try {
            Path copy = Files.createDirectory(place.resolve("another place"));
            Checks.copySources(copy, "077");
            Command.shell("mkdir \"$PLACE/repository\"; cd \"$REPOSITORY\";"
                            + " tar --exclude=./.slipway --exclude=./dev/slipway -cf - . | tar -C \"$PLACE/repository\" -xf -;"
                            + " if [ \"$(id -u)\" = 0 ]; then chown -R nobody: \"$PLACE\"; fi")
                    .with("PLACE", place.toString())
                    .with("REPOSITORY", Checks.property("it.localRepository"))
                    .succeed();

            expectNaiveArchiveToDiffer(copy);
            build(place, copy);
            Map<String, String> here = outputs(Checks.root());
            assertThat(outputs(copy)).isEqualTo(here);
            here.forEach((file, sha256) -> Checks.measured("same here and there: " + sha256 + "  " + file));
        } finally {
            Command.of("rm", "-rf", place.toString()).succeed();
        }
    }

    private static void build(Path place, Path copy) {
        long start = System.nanoTime();
        List<String> otherUser = Command.of("id", "-u").succeed().strip().equals("0")
                ? List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
                : List.of();
        String log = Command.of(
                        "bash",
                        "-c",
                        "umask 077; exec taskset -c 0 \"$@\"",
                        "bash",
                        Path.of(Checks.property("it.maven"), "bin", "mvn").toString(),
                        "-B",
                        "-T2",
                        "-DskipTests",
                        "-Dmaven.repo.local=" + place.resolve("repository"),
                        "package")
                .inPrefix(otherUser.toArray(String[]::new))
                .in(copy)
                .with("HOME", place.toString())
                .with("JAVA_HOME", otherJdk().toString())
                .with("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR -Duser.home=" + place)
                .with("TZ", "Pacific/Kiritimati")
                .with("LC_ALL", "C")
                .within(Duration.ofMinutes(30))
                .succeed();
        assertThat(log).contains("BUILD SUCCESS");
        Checks.measured("the other build took " + (System.nanoTime() - start) / 1_000_000_000 + " s on one core with "
                + otherJdk().getFileName());
    }

    /** A test that could not fail would prove nothing: owner, times and modes of the two places do differ. */
    private static void expectNaiveArchiveToDiffer(Path copy) {
        for (String options : List.of(
                "",
                "--mtime=@0 --mode=u=rwX,go=rX",
                "--mtime=@0 --owner=0 --group=0 --numeric-owner",
                "--owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX")) {
            String naive = "tar --sort=name " + options + " -cf - packages | sha256sum";
            String here = Command.shell(naive).in(Checks.root()).succeed();
            String there = Command.shell(naive).in(copy).succeed();
            if (!options.contains("--mode=") || isRoot()) {
                assertThat(there).as("tar %s", options).isNotEqualTo(here);
            }
        }
    }

    private static boolean isRoot() {
        return Command.of("id", "-u").succeed().strip().equals("0");
    }

    /** sha256 of what the demo and every package put out. */
    private static Map<String, String> outputs(Path root) {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.find(
                root, 5, (file, attributes) -> isOutput(root.relativize(file).toString()))) {
            files.forEach(file -> sums.put(root.relativize(file).toString(), Checks.sha256(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(sums).hasSizeGreaterThan(10);
        return sums;
    }

    private static boolean isOutput(String file) {
        return file.matches("packages/[^/]+/target/[^/]+\\.oci\\.tar")
                || file.matches("it/demo/target/demo-[^/]+(-kernel|-initrd\\.img|-cmdline|\\.iso)");
    }

    /** A JDK of another major version than the one that runs this. */
    private static Path otherJdk() {
        try (Stream<Path> candidates = Files.list(Path.of("/usr/lib/jvm"))) {
            String mine = "\"" + Runtime.version().feature() + "[.\"]";
            return candidates
                    .sorted()
                    .filter(home -> Files.isExecutable(home.resolve("bin/javac"))
                            && Files.isRegularFile(home.resolve("release")))
                    .filter(home ->
                            !release(home).lines().anyMatch(line -> line.matches("JAVA_VERSION=" + mine + ".*")))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("install a second JDK of another version below /usr/lib/jvm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String release(Path home) {
        try {
            return Files.readString(home.resolve("release"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
