package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A clone on another machine: its local repository is empty, nothing lies beside it, and the PATH holds java, mvn, QEMU, and what the
 * script mvn itself calls. README leads from there to a page that the guest of a new project serves; what was installed on the way is what
 * this build has made; and the unit tests pass.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshCloneIT {
    private static final String HERE = FreshCloneIT.class.getSimpleName();
    private static final String PLUGIN = "org.apache.maven.plugins:maven-artifact-plugin:3.7.0";
    private static final String NOT_THE_TESTS = "!:it,!:demo,!:checks,!:projects";
    private static final Duration BOOT = Duration.ofMinutes(8);

    /** The only files of the tests that may name the folder beside the repository. */
    private static final List<String> BESIDE =
            List.of("CONTRIBUTING.md", "maven-plugin/src/test/java/dev/slipway/trust/Fixtures.java");

    private static final Path WORK = WorkFolders.empty("fresh");
    private static final Path CLONE = WORK.resolve("slipway");
    private static final Path HOME = WORK.resolve("home");
    private static final Path INSTALLED = HOME.resolve(".m2/repository/dev/slipway");
    private static final Page README = Page.of("README.md");

    private static PageReader reader;

    @BeforeAll
    static void make() throws IOException {
        // The jar plugin writes the modes of resources down as they are on the disk.
        Checks.copySources(Files.createDirectories(CLONE), "022");
        Command.shell("git init -q && git add -A").in(CLONE).succeed();
        Checks.bringPlugins(
                PLUGIN,
                "org.apache.maven.plugins:maven-install-plugin:2.5.2",
                "org.apache.maven.plugins:maven-install-plugin:3.1.4");
        reader = PageReader.onABareMachine(HOME, CLONE);
    }

    @Test
    @Order(1)
    void readmeLeadsToAnInstalledPluginAndABuiltAppliance() throws IOException {
        long begin = System.nanoTime();
        reader.follow(README, HERE);
        Checks.measured(
                "from an empty repository to a built appliance: " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
        assertThat(CLONE.resolve("it/projects/target/mavens")).doesNotExist();
        assertThat(CLONE.resolve("it/projects/target/server")).doesNotExist();
        assertThat(CLONE.resolve("target/staging")).doesNotExist();
        assertThat(Command.shell("git diff --name-only; git ls-files --others --exclude-standard")
                        .in(CLONE)
                        .succeed())
                .as("the tree is clean")
                .isEmpty();
        for (String artifact :
                List.of("slipway-maven-plugin", "slipway-archetype", "packages/kernel", "packages/init")) {
            assertThat(INSTALLED.resolve(artifact).resolve(Checks.version())).isNotEmptyDirectory();
        }
    }

    /** By the group's prefix, as the page on the first image says. */
    @Test
    @Order(2)
    void thePluginIsFoundByItsPrefix() throws IOException {
        assertThat(INSTALLED.resolve("maven-metadata-local.xml")).content().contains("<prefix>slipway</prefix>");
        Path settings = HOME.resolve(".m2/settings.xml");
        Files.writeString(
                settings,
                Checks.text(settings)
                        .replace(
                                "</settings>",
                                "<pluginGroups><pluginGroup>dev.slipway</pluginGroup></pluginGroups></settings>"));
        assertThat(reader.lend(Command.shell("cd \"$HOME\"; mvn -B slipway:help"))
                        .succeed())
                .contains("slipway:initrd");
    }

    @Test
    @Order(3)
    void theApplianceServesItsPage() throws Exception {
        String port = String.valueOf(Guest.freePort());
        Process run = reader.whoReads("slipway:run", "slipway:run -Dslipway.run.publish=" + port + ":8080")
                .begin(README, HERE, WORK.resolve("console.log"));
        try {
            assertThat(answer(port, run))
                    .startsWith("Hello from hello on Linux 6.1")
                    .endsWith("Java 17\n");
            try (OutputStream keyboard = run.getOutputStream()) {
                keyboard.write(new byte[] {1, 'x'}); // Ctrl-A x
            }
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
        assertThat(run.exitValue()).isZero();
        assertThat(WORK.resolve("console.log")).content().contains("onboot 001-dhcpcd: done", "BUILD SUCCESS");
    }

    private static String answer(String port, Process run) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(20))
                .build();
        long end = System.nanoTime() + BOOT.toNanos();
        while (System.nanoTime() < end && run.isAlive()) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException e) {
                // The guest is not up yet.
                Guest.pause(Duration.ofSeconds(1));
            }
        }
        throw new AssertionError("the service does not answer");
    }

    /** By Maven's own measure, with the repository of the checks as the reference: what this build has made was installed there. */
    @Test
    @Order(4)
    void artifactCompareFindsNoDifference() {
        String log = maven("-DskipTests", "-pl", NOT_THE_TESTS, "package", PLUGIN + ":compare")
                .and("-Dreference.repo="
                        + Path.of(Checks.property("it.repository")).toUri())
                .succeed();
        List<String> results = log.lines()
                .filter(line -> line.contains("rebuild comparison result"))
                .toList();
        results.forEach(Checks::measured);
        assertThat(results).hasSizeGreaterThan(1).allMatch(line -> line.matches(".*result: [1-9][0-9]* files match.*"));
        assertThat(log).doesNotContain("differ");
    }

    /** Those that read data; of the others {@link #nothingElseIsReadFromBeside} says that they read none. */
    @Test
    @Order(5)
    void theUnitTestsPassWithoutTheDataOfOtherProjects() {
        // It is compiled already.
        String log = maven("-P!error-prone", "-pl", "maven-plugin", "test")
                .and("-Dtest=LinuxKitCasesTest,FixtureCasesTest,MetadataTest,*FixturesTest,SigstoreConformanceTest")
                .succeed();
        assertThat(log)
                .containsPattern("Tests run: \\d+, Failures: 0, Errors: 0, Skipped: 19\\s")
                .contains("Not run: 47 cases of Sigstore's conformance suite");
        assertThat(CLONE.resolve("maven-plugin/target/not-run.txt")).content().hasLineCount(3);
        assertThat(maven("-P!error-prone", "-pl", "maven-plugin", "test", "-Dtest=SigstoreConformanceTest")
                        .with("CI", "true")
                        .fail())
                .contains("With CI=true nothing may be absent");
    }

    @Test
    void nothingElseIsReadFromBeside() {
        String naming = Command.shell("git ls-files -z --cached --others --exclude-standard"
                        + " | xargs -0 grep -lsE '(\\.\\.|\"\\.\\.\", ?\"\\.\\.\").{0,4}/?shared\\b' || true")
                .in(Checks.root())
                .succeed();
        assertThat(naming.lines()).containsExactlyInAnyOrderElementsOf(BESIDE);
    }

    private static Command maven(String... arguments) {
        Command maven = Command.of(HOME.resolve("bin/mvn").toString(), "-B");
        for (String argument : arguments) {
            maven.and(argument);
        }
        return reader.lend(maven).in(CLONE).without("CI").without("IT_TOOLS");
    }
}
