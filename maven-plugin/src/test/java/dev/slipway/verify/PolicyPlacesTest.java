package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.goal.TestProject;
import dev.slipway.problem.Problem;
import dev.slipway.project.FileNotRead;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.LockFile;
import dev.slipway.project.ProjectFile;
import dev.slipway.project.SourceFiles;
import dev.slipway.trust.policy.DefaultRule;
import dev.slipway.trust.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy belongs to the project, and what is there holds or is a failure. */
class PolicyPlacesTest {
    private static final String REJECT = "version: 1\ndefault: reject\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void twoYamls() throws IOException {
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("linuxkit.yml"), "init: []\n");
        Files.writeString(folder.resolve("elsewhere/extra.yml"), "files: []\n");
    }

    @Test
    void aYamlFromElsewhereDoesNotBringAnotherPolicy() throws IOException {
        Files.writeString(folder.resolve("trust-policy.yml"), REJECT);
        for (LinuxKitProject project : orders()) {
            assertThat(read(project)).isEqualTo(DefaultRule.REJECT);
        }
        Files.writeString(folder.resolve("elsewhere/trust-policy.yml"), "version: 1\ndefault: accept\n");
        for (LinuxKitProject project : orders()) {
            assertThatThrownBy(() -> TrustPolicyFile.read(project))
                    .hasMessageContaining("a project has one policy, and there is also")
                    .hasMessageContaining(folder.resolve("trust-policy.yml").toString())
                    .hasMessageContaining(
                            folder.resolve("elsewhere/trust-policy.yml").toString());
        }
        Files.delete(folder.resolve("trust-policy.yml"));
        Files.writeString(folder.resolve("elsewhere/trust-policy.yml"), REJECT);
        for (LinuxKitProject project : orders()) {
            assertThat(read(project)).isEqualTo(DefaultRule.REJECT);
        }
    }

    @Test
    void thePomsFolderCountsWhereverTheYamlLies() throws IOException {
        Files.writeString(folder.resolve("trust-policy.yml"), REJECT);
        LinuxKitProject project = project("elsewhere/extra.yml");
        assertThat(TrustPolicyFile.read(project)).isEqualTo(Policy.NONE);
        LinuxKitProject inPom = project.withTrust(project.trust().in(folder));
        assertThat(read(inPom)).isEqualTo(DefaultRule.REJECT);
        assertThat(PolicyPlaces.home(inPom)).isEqualTo(folder.resolve("trust-policy.yml"));
    }

    @Test
    void oneFileUnderTwoNamesIsOnePolicy() throws IOException {
        Files.writeString(folder.resolve("trust-policy.yml"), REJECT);
        Files.createSymbolicLink(folder.resolve("elsewhere/trust-policy.yml"), Path.of("../trust-policy.yml"));
        assertThat(read(project("linuxkit.yml", "elsewhere/extra.yml"))).isEqualTo(DefaultRule.REJECT);
    }

    @Test
    void aLinkToNothingOrToItselfIsAFailure() throws IOException {
        Path link = folder.resolve("trust-policy.yml");
        Files.createSymbolicLink(link, Path.of("gone.yml"));
        assertThatThrownBy(() -> TrustPolicyFile.read(project("linuxkit.yml")))
                .isInstanceOf(FileNotRead.class)
                .hasMessageContaining("it is a link without a target");
        Files.delete(link);
        Files.createSymbolicLink(link, link.getFileName());
        assertThatThrownBy(() -> TrustPolicyFile.read(project("linuxkit.yml"))).isInstanceOf(FileNotRead.class);
        Files.delete(link);
        Files.createDirectory(link);
        assertThatThrownBy(() -> TrustPolicyFile.read(project("linuxkit.yml"))).isInstanceOf(FileNotRead.class);
    }

    @Test
    void aFolderThatMayNotBeEnteredIsAFailure() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.writeString(closed.resolve("policy.yml"), REJECT);
        Files.createSymbolicLink(folder.resolve("trust-policy.yml"), closed.resolve("policy.yml"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeTrue(!Files.isReadable(closed), "root may enter every folder");
            assertThatThrownBy(() -> TrustPolicyFile.read(project("linuxkit.yml")))
                    .isInstanceOf(FileNotRead.class);
            assertThatThrownBy(() -> ProjectFile.isThere(closed.resolve("policy.yml")))
                    .isInstanceOf(FileNotRead.class);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Of the same kind: each of these files may be absent, and none may be there without being read. */
    @Test
    void aLockOrASourceThatIsALinkToNothingIsAFailure() throws IOException {
        for (String name : List.of("linuxkit.lock", "source.txt")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("gone"));
        }
        assertThatThrownBy(() -> new LockFile(folder.resolve("linuxkit.lock")).read())
                .isInstanceOf(FileNotRead.class);
        assertThatThrownBy(() -> new SourceFiles(folder).find("source.txt")).isInstanceOf(FileNotRead.class);
        assertThat(new SourceFiles(folder).find("absent.txt")).isEmpty();
        assertThat(new LockFile(folder.resolve("absent.lock")).read()).isEqualTo(dev.slipway.lock.Lock.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trust-policy.yaml",
                "Trust-Policy.yml",
                "TRUST-POLICY.YAML",
                "trust_policy.yml",
                "trustpolicy.yml",
                "trust-policy",
                ".trust-policy.yml",
                "trust.policy.yml",
                "trust-policies.yml",
                "trust-policy.json"
            })
    void aNearMissOfTheNameIsAFailure(String name) throws IOException {
        Files.writeString(folder.resolve(name), REJECT);
        assertThatThrownBy(() -> TrustPolicyFile.read(project("linuxkit.yml")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(
                        name + ": this looks like a policy, but the name of a policy is trust-policy.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust-policy.yml~", "trust-policy.md", "policy.yml", "trust.yml", "my-trust-policy.yml"})
    void otherNamesAreOtherFiles(String name) throws IOException {
        Files.writeString(folder.resolve(name), "nothing of ours");
        assertThat(TrustPolicyFile.read(project("linuxkit.yml"))).isEqualTo(Policy.NONE);
    }

    @Test
    void aRuleForNoImageIsWarnedOf() throws IOException {
        try (TestProject testProject = new TestProject(folder)) {
            testProject.push("kernel", TestProject.KERNEL_IMAGE);
            testProject.push("init", Map.of("bin/init", "x"));
            testProject.yaml("kernel: {image: 'team/kernel:kernel'}\ninit: ['team/init:init']\n");
            testProject.write(
                    "trust-policy.yml",
                    """
                    version: 1
                    default: reject
                    rules:
                    - {scope: team/*, require: {pinned: {}}}
                    - {scope: ocitools/*, require: {reject: {}}}
                    - {scope: 'maven:dev.slipway.packages:*', require: {pinned: {}}}
                    """);
            testProject.resolve();
            testProject.initrd();
            assertThat(testProject.log)
                    .filteredOn(line -> line.contains("matches no image of this system"))
                    .containsExactly(
                            "warning: trust-policy.yml:5:3: rules[1]: the rule for docker.io/ocitools/* matches no image of this system");
        }
    }

    private List<LinuxKitProject> orders() {
        return Stream.of(project("linuxkit.yml", "elsewhere/extra.yml"), project("elsewhere/extra.yml", "linuxkit.yml"))
                .flatMap(project ->
                        Stream.of(project, project.withTrust(project.trust().in(folder))))
                .toList();
    }

    private static DefaultRule read(LinuxKitProject project) {
        return TrustPolicyFile.read(project).byDefault();
    }

    private LinuxKitProject project(String... yamls) {
        return LinuxKitProject.of(Stream.of(yamls).map(folder::resolve).toList(), null, "linux/amd64");
    }
}
