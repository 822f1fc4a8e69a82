package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Packages that no other test tries in a guest, in one boot: programs for other processors, whom TLS clients trust, an image run by
 * containerd, the last word of a JVM. The page of tested packages names this class and the others.
 */
class PackageSuiteIT {
    private static final Path SOURCES = Checks.root().resolve("it/checks/src/test/suite");
    private static final Path WORK = WorkFolders.empty("package-suite");
    private static final Duration BOOT = Duration.ofMinutes(12);

    @Test
    void eachDoesWhatItIsFor() throws IOException {
        build();
        Path disk = disk();
        String console = boot(disk);
        List<String> wanted = new ArrayList<>(found(SOURCES.resolve("root/bin/suite"), "^ {4}expect ([a-z0-9-]+) "));
        wanted.addAll(found(SOURCES.resolve("checks"), "^check ([a-z0-9-]+) "));
        assertThat(matches(console, "^suite [a-z0-9-]+: WRONG.*$")).as(console).isEmpty();
        assertThat(matches(console, "^suite ([a-z0-9-]+): ok$"))
                .as(console)
                .containsExactlyInAnyOrderElementsOf(wanted);
        requireUnmounted(disk);
        Checks.measured("checks of packages inside the guest: " + wanted.size() + ", wrong: 0");
    }

    /** The page has each package, and no test that does not exist. */
    @Test
    void thePageNamesEachPackageAndItsTest() throws IOException {
        String page = Files.readString(Checks.root().resolve("src/site/markdown/tested-packages.md"));
        try (Stream<Path> packages = Files.list(Checks.root().resolve("packages"))) {
            assertThat(packages.filter(each -> Files.exists(each.resolve("package.yml"))))
                    .allSatisfy(each -> assertThat(page).contains("| " + each.getFileName() + " |"));
        }
        Path tests = Checks.root().resolve("it/checks/src/test/java/dev/slipway/it");
        assertThat(matches(page, "`([A-Za-z0-9]+IT)`"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(tests.resolve(each + ".java")).exists());
    }

    private static void build() throws IOException {
        for (String name : List.of(
                "kernel", "init", "runc", "containerd", "ca-certificates", "mount", "sysctl", "binfmt", "dhcpcd")) {
            Files.createSymbolicLink(WORK.resolve(name + ".oci.tar"), SeedBootsIT.packageImage(name));
        }
        image("suite", SOURCES);
        image("jvm", Checks.root().resolve("archetype/src/main/resources/archetype-resources/runtime"));
        program("arm64", SOURCES.resolve("arm64"));
        program("arm", SOURCES.resolve("arm"));
        program("ppc64le", SOURCES.resolve("ppc64le"));
        authority();
        for (String name : List.of("linuxkit.yml", "checks")) {
            Files.copy(SOURCES.resolve(name), WORK.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        Command.of(javac, "--release", "17", "-d", WORK.toString())
                .and(SOURCES.resolve("LastWord.java").toString())
                .succeed();
        System.out.println(Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.update=all")
                .and("-Dslipway.outputDirectory=.")
                .succeed());
    }

    private static void image(String name, Path recipe) {
        System.out.println(Checks.maven(WORK, Checks.goal("package"))
                .and("-Dslipway.recipe=" + recipe.resolve("package.yml"))
                .and("-Dslipway.outputDirectory=.")
                .and("-Dslipway.finalName=" + name)
                .succeed());
    }

    /** Takes busybox out of an image for another processor. */
    private static void program(String name, Path recipe) {
        image(name, recipe);
        Command.shell("mkdir $NAME && tar -xf $NAME.oci.tar -C $NAME && for blob in $NAME/blobs/sha256/*; do ! tar"
                        + " -tzf $blob bin/busybox >/dev/null 2>&1 || tar -xzOf $blob bin/busybox >$NAME-busybox;"
                        + " done")
                .with("NAME", name)
                .in(WORK)
                .succeed();
    }

    /** A certificate authority of our own, and a server's certificate of it. */
    private static void authority() {
        Command.shell("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Our"
                        + " own' -keyout ca.key -out ca.crt && openssl req -newkey ec -pkeyopt"
                        + " ec_paramgen_curve:P-256 -nodes -subj /CN=server -keyout server.key -out server.csr &&"
                        + " echo subjectAltName=DNS:tls.example.com >names && openssl x509 -req -in server.csr -CA"
                        + " ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile names -out server.crt")
                .in(WORK)
                .succeed();
    }

    /** The machine gets it late, and swaps to it. */
    private static Path disk() {
        Path disk = WORK.resolve("late.img");
        Command.shell("truncate -s 32M \"$DISK\" && mkfs.ext4 -q -L LATE \"$DISK\"")
                .with("DISK", disk.toString())
                .succeed();
        return disk;
    }

    /** Its last words are on it: nobody has to read its journal. */
    private static void requireUnmounted(Path disk) {
        assertThat(Command.of("tune2fs", "-l", disk.toString()).succeed())
                .containsPattern("Filesystem state: +clean\n")
                .doesNotContain("needs_recovery");
        Command.of("e2fsck", "-fn", disk.toString()).succeed();
    }

    private static String boot(Path disk) {
        Medium system = Medium.kernel(
                        "the suite",
                        WORK.resolve("linuxkit-kernel"),
                        WORK.resolve("linuxkit-initrd.img"),
                        Checks.text(WORK.resolve("linuxkit-cmdline")))
                .and("-drive", "if=virtio,format=raw,file=" + disk);
        try (Guest guest = Guest.boot(system.options())) {
            guest.await("service jvm: ready", BOOT);
            Checks.measured("a JVM is ready after " + Math.round(guest.seconds()) + " s of emulation");
            guest.await("^slipway: system is up", BOOT);
            assertThat(guest.awaitEnd(Duration.ofMinutes(3))).isZero();
            Checks.measured("powered off after " + Math.round(guest.seconds()) + " s of emulation");
            return guest.console();
        }
    }

    private static List<String> found(Path file, String pattern) {
        return matches(Checks.text(file), pattern);
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(Math.min(1, match.groupCount())))
                .toList();
    }
}
