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
 * cold. No byte of the results moves. The plugin is the one of this build: FreshCloneIT compares its own bytes.
 */
class VariationsIT {
    /** Packages and demo are left. */
    private static final String NOT_BUILT = "!:slipway-maven-plugin,!:slipway-archetype,!:it,!:checks,!:projects";

    @Test
    void anotherMachineBuildsTheSameBytes() throws IOException {
        Path place = Files.createTempDirectory("slipway");
        try (FileServer server = new FileServer(Path.of(Checks.property("it.localRepository")))) {
            Path copy = Files.createDirectory(place.resolve("another place"));
            Checks.copySources(copy, "077");
            Files.writeString(
                    place.resolve("settings.xml"),
                    "<settings><mirrors><mirror><id>outer</id><mirrorOf>*</mirrorOf><url>" + server.address()
                            + "</url></mirror></mirrors></settings>\n");
            Command.shell("mkdir -p \"$PLACE/repository/dev/slipway\";"
                            + " cp -r \"$REPOSITORY\"/dev/slipway/slipway* \"$PLACE/repository/dev/slipway\";"
                            + " if [ \"$(id -u)\" = 0 ]; then chown -R nobody: \"$PLACE\"; fi")
                    .with("PLACE", place.toString())
                    .with("REPOSITORY", Checks.property("it.repository"))
                    .succeed();

            expectNaiveArchiveToDiffer(copy);
            build(place, copy, otherJdk());
            Map<String, String> here = outputs(Checks.root());
            assertThat(outputs(copy)).isEqualTo(here);
            here.forEach((file, sha256) -> Checks.measured("same here and there: " + sha256 + "  " + file));
        } finally {
            Command.of("rm", "-rf", place.toString()).succeed();
        }
    }

    private static void build(Path place, Path copy, Path jdk) {
        long start = System.nanoTime();
        List<String> otherUser =
                Checks.isRoot() ? List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") : List.of();
        String log = Command.of(
                        "bash",
                        "-c",
                        "umask 077; exec taskset -c 0 \"$@\"",
                        "bash",
                        Path.of(Checks.property("it.maven"), "bin", "mvn").toString(),
                        "-B",
                        "-T2",
                        "-DskipTests",
                        "-s",
                        place.resolve("settings.xml").toString(),
                        "-Dmaven.repo.local=" + place.resolve("repository"),
                        "-pl",
                        NOT_BUILT,
                        "package")
                .inPrefix(otherUser.toArray(String[]::new))
                .in(copy)
                .with("HOME", place.toString())
                .with("JAVA_HOME", jdk.toString())
                .with(
                        "MAVEN_OPTS",
                        Checks.property("it.jvmOptions") + " -Duser.language=tr -Duser.country=TR -Duser.home=" + place)
                .with("TZ", "Pacific/Kiritimati")
                .with("LC_ALL", "C")
                .within(Duration.ofMinutes(30))
                .succeed();
        assertThat(log).contains("BUILD SUCCESS");
        Checks.measured("the other build took " + (System.nanoTime() - start) / 1_000_000_000 + " s on one core with "
                + jdk.getFileName());
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
            if (!options.contains("--mode=") || Checks.isRoot()) {
                assertThat(there).as("tar %s", options).isNotEqualTo(here);
            }
        }
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

    /** A JDK of another major version than the one that runs this; without one, the same again. */
    private static Path otherJdk() throws IOException {
        Path jdks = Path.of(Checks.property("it.jvms"));
        String mine = "JAVA_VERSION=\"" + Runtime.version().feature() + "[.\"].*";
        List<Path> others = List.of();
        if (Files.isDirectory(jdks)) {
            try (Stream<Path> candidates = Files.list(jdks)) {
                others = candidates
                        .sorted()
                        .filter(home -> Files.isExecutable(home.resolve("bin/javac"))
                                && Files.isRegularFile(home.resolve("release")))
                        .filter(home -> release(home).lines().noneMatch(line -> line.matches(mine)))
                        .toList();
            }
        }
        if (others.isEmpty()) {
            Checks.notRun("VariationsIT with another JDK: none of another version was found below " + jdks);
            return Path.of(System.getProperty("java.home"));
        }
        return others.get(0);
    }

    private static String release(Path home) {
        try {
            return Files.readString(home.resolve("release"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
