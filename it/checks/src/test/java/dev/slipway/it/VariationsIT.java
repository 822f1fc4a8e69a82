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

    /** Each kind of file once, by LinuxKit's name where it has one. Two ISOs are one artifact to Maven; the demo has the other one. */
    private static final String FORMATS =
            "kernel+initrd,tar-kernel-initrd,tar,docker,iso-efi-initrd,kernel+squashfs,kernel+erofs,"
                    + "kernel+iso,raw-efi,qcow2-efi,aws,gcp,vhd,dynamic-vhd,vmdk,rpi3,vhdx,ova,raw.zst,raw.gz,uki,netboot";

    @Test
    void anotherMachineBuildsTheSameBytes() throws IOException {
        Path place = Files.createTempDirectory("slipway");
        try (FileServer server = new FileServer(Path.of(Checks.property("it.localRepository")))) {
            Path copy = Files.createDirectory(place.resolve("another place"));
            SmallSystem.writeTo(place.resolve("small system"));
            Checks.copySources(copy, "077");
            Files.writeString(
                    place.resolve("settings.xml"),
                    "<settings><mirrors><mirror><id>outer</id><mirrorOf>*</mirrorOf><url>" + server.address()
                            + "</url></mirror></mirrors></settings>\n");
            Command.shell("mkdir -p \"$PLACE/repository/dev/slipway\";"
                            + " cp -r \"$REPOSITORY\"/dev/slipway/slipway* \"$PLACE/repository/dev/slipway\";"
                            + " mkdir \"$PLACE/repository/dev/slipway/packages\";"
                            + " for image in packages kernel sysctl bootloader; do"
                            + " cp -r \"$REPOSITORY/dev/slipway/packages/$image\" \"$PLACE/repository/dev/slipway/packages\";"
                            + " done;"
                            + " if [ \"$(id -u)\" = 0 ]; then chown -R nobody: \"$PLACE\"; fi")
                    .with("PLACE", place.toString())
                    .with("REPOSITORY", Checks.property("it.repository"))
                    .succeed();

            expectNaiveArchiveToDiffer(copy);
            Path jdk = otherJdk();
            build(place, copy, jdk);
            Map<String, String> here = outputs(Checks.root());
            assertThat(outputs(copy)).isEqualTo(here);
            here.forEach((file, sha256) -> Checks.measured("same here and there: " + sha256 + "  " + file));
            expectSameFormats(place, jdk);
        } finally {
            Command.of("rm", "-rf", place.toString()).succeed();
        }
    }

    private static void build(Path place, Path copy, Path jdk) {
        long start = System.nanoTime();
        String log = elsewhere(place, jdk, "-T2", "-DskipTests", "-pl", NOT_BUILT, "package")
                .in(copy)
                .succeed();
        assertThat(log).contains("BUILD SUCCESS");
        Checks.measured("the other build took " + (System.nanoTime() - start) / 1_000_000_000 + " s on one core with "
                + jdk.getFileName());
    }

    /** A Maven of another user, on one core, with all that can be different. */
    private static Command elsewhere(Path place, Path jdk, String... words) {
        List<String> otherUser =
                Checks.isRoot() ? List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") : List.of();
        Command maven = Command.of("bash", "-c", "umask 077; exec taskset -c 0 \"$@\"", "bash")
                .and(Path.of(Checks.property("it.maven"), "bin", "mvn").toString())
                .and("-B")
                .and("-s")
                .and(place.resolve("settings.xml").toString())
                .and("-Dmaven.repo.local=" + place.resolve("repository"));
        for (String word : words) {
            maven.and(word);
        }
        return maven.inPrefix(otherUser.toArray(String[]::new))
                .with("HOME", place.toString())
                .with("JAVA_HOME", jdk.toString())
                .with(
                        "MAVEN_OPTS",
                        Checks.property("it.jvmOptions") + " -Duser.language=tr -Duser.country=TR -Duser.home=" + place)
                .with("TZ", "Pacific/Kiritimati")
                .with("LC_ALL", "C")
                .within(Duration.ofMinutes(30));
    }

    /** The small system in every format, built here and there. */
    private static void expectSameFormats(Path place, Path jdk) throws IOException {
        Path here = WorkFolders.empty("variations");
        SmallSystem.writeTo(here);
        formats(Checks.maven(here)).in(here).succeed();
        formats(elsewhere(place, jdk)).in(place.resolve("small system")).succeed();
        Map<String, String> sums = sums(here);
        assertThat(sums(place.resolve("small system"))).isEqualTo(sums).hasSizeGreaterThan(20);
        sums.forEach((file, sha256) -> Checks.measured("same here and there: " + sha256 + "  " + file));
    }

    private static Command formats(Command maven) {
        return maven.and(Checks.goal("resolve"))
                .and(Checks.goal("image"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.formats=" + FORMATS);
    }

    private static Map<String, String> sums(Path folder) {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Checks.text(folder.resolve("out/SHA256SUMS")).lines().toList()) {
            String file = line.substring(66);
            sums.put(file, Checks.sha256(folder.resolve("out").resolve(file)));
        }
        return sums;
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
