package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A clone on another machine: its local repository is empty, nothing lies beside it, and java and mvn alone are on the PATH. It installs,
 * what it installs is what this build has made, and its unit tests pass.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshCloneIT {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-artifact-plugin:3.7.0";
    private static final String NOT_THE_TESTS = "!:it,!:demo,!:checks,!:projects";

    /** What the script {@code mvn} itself calls. */
    private static final List<String> OF_THE_SYSTEM =
            List.of("sh", "basename", "cat", "dirname", "expr", "ls", "sed", "tr", "uname", "xargs");

    /** The only files of the tests that may name the folder beside the repository. */
    private static final List<String> BESIDE =
            List.of("CONTRIBUTING.md", "maven-plugin/src/test/java/dev/slipway/trust/Fixtures.java");

    private static final Path WORK = NewProject.emptyFolder("fresh");
    private static final Path CLONE = WORK.resolve("clone");
    private static final Path REPOSITORY = WORK.resolve("repository");

    @BeforeAll
    static void make() throws IOException {
        // The jar plugin writes the modes of resources down as they are on the disk.
        Checks.copySources(Files.createDirectories(CLONE), "022");
        Command.shell("git init -q && git add -A").in(CLONE).succeed();
        Path bin = Files.createDirectories(WORK.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin/java"));
        Files.createSymbolicLink(bin.resolve("mvn"), Path.of(Checks.property("it.maven"), "bin/mvn"));
        for (String name : OF_THE_SYSTEM) {
            Path program = Path.of(Command.shell("command -v " + name).succeed().strip());
            Files.createSymbolicLink(bin.resolve(name), program);
        }
        Checks.bringPlugins(
                PLUGIN,
                "org.apache.maven.plugins:maven-install-plugin:2.5.2",
                "org.apache.maven.plugins:maven-install-plugin:3.1.4");
    }

    @Test
    @Order(1)
    void itIsInstalledWithJavaAndMavenAlone() {
        String log = maven("-DskipTests", "install").succeed();
        assertThat(log)
                .contains("BUILD SUCCESS")
                .doesNotContain("maven-site-plugin", "maven-invoker-plugin", "server.sh");
        assertThat(CLONE.resolve("it/projects/target/mavens")).doesNotExist();
        assertThat(CLONE.resolve("target/staging")).doesNotExist();
        assertThat(Command.shell("git diff --name-only; git ls-files --others --exclude-standard")
                        .in(CLONE)
                        .succeed())
                .as("the tree is clean")
                .isEmpty();
        for (String artifact :
                List.of("slipway-maven-plugin", "slipway-archetype", "packages/kernel", "packages/init")) {
            assertThat(REPOSITORY.resolve("dev/slipway").resolve(artifact).resolve(Checks.version()))
                    .isNotEmptyDirectory();
        }
        assertThat(REPOSITORY.resolve("dev/slipway/maven-metadata-local.xml"))
                .content()
                .contains("<prefix>slipway</prefix>");
    }

    /** By Maven's own measure, with the repository of the checks as the reference: what this build has made was installed there. */
    @Test
    @Order(2)
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
    @Order(3)
    void theUnitTestsPassWithoutTheDataOfOtherProjects() {
        String log = maven("-pl", "maven-plugin", "test")
                .and("-Dtest=LinuxKitCasesTest,FixtureCasesTest,MetadataTest,*FixturesTest,SigstoreConformanceTest")
                .succeed();
        assertThat(log)
                .containsPattern("Tests run: \\d+, Failures: 0, Errors: 0, Skipped: 19\\s")
                .contains("Not run: 47 cases of Sigstore's conformance suite");
        assertThat(CLONE.resolve("maven-plugin/target/not-run.txt")).content().hasLineCount(3);
        assertThat(maven("-pl", "maven-plugin", "test", "-Dtest=SigstoreConformanceTest")
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
        Command maven = Command.of(
                        WORK.resolve("bin/mvn").toString(),
                        "-B",
                        "-gs",
                        Checks.settings().toString())
                .and("-Dmaven.repo.local=" + REPOSITORY)
                // VariationsIT begins with a cold one.
                .and("-Dslipway.store=" + Path.of(Checks.property("it.repository"), ".slipway"));
        for (String argument : arguments) {
            maven.and(argument);
        }
        return maven.in(CLONE)
                .within(Duration.ofMinutes(30))
                .with("PATH", WORK.resolve("bin").toString())
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("HOME", WORK.toString())
                .with("MAVEN_OPTS", "-Duser.home=" + WORK)
                .without("CI")
                .without("IT_TOOLS");
    }
}
