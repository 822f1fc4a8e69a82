package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.lock.Lock;
import dev.slipway.packaging.PackageImage;
import dev.slipway.packaging.PackageRequest;
import dev.slipway.project.LockWouldChange;
import dev.slipway.result.OutputNames;
import dev.slipway.verify.ImagesNotTrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of a module changes with the commit, and no lock stops it. */
class ModulesNeedNoDigestTest {
    private static final String YAML = "kernel: {image: 'maven:own:part', cmdline: quiet}\ninit: ['maven:own:part']\n";
    private static final String MODULES = "modules:\n  - own:part\n";

    @TempDir
    private Path folder;

    private TestProject testProject;
    private boolean isModule = true;
    private boolean isPackaged = true;

    @BeforeEach
    void aProjectWithAModule() throws IOException {
        testProject = new TestProject(folder).yaml(YAML);
        testProject.artifacts = new BuildEnvironment.Artifacts() {
            @Override
            public Path find(
                    String groupId,
                    String artifactId,
                    @Nullable String version,
                    @Nullable String classifier,
                    String type) {
                if (!isPackaged) {
                    throw new ModuleNotPackaged(
                            "maven:own:part", "the module part is not packaged", "Run: mvn package");
                }
                return image();
            }

            @Override
            public boolean isModule(String groupId, String artifactId, @Nullable String version) {
                return isModule;
            }
        };
        makePart("one");
    }

    @AfterEach
    void close() {
        testProject.close();
    }

    @Test
    void aChangedModuleIsBuiltWithAndItsDigestIsLogged() throws IOException {
        testProject.resolve();
        assertThat(lock()).contains(MODULES).doesNotContain("sha256:");
        assertThat(testProject.log).contains("linuxkit.lock: 0 images, 1 module, 1 changed");
        Digest first = initrd();
        assertThat(testProject.again().initrd()).isPresent();
        assertThat(testProject.log).anyMatch(line -> line.contains("is up to date"));

        Digest image = makePart("two");
        String before = lock();
        frozen();
        testProject.log.clear();
        assertThat(again()).isNotEqualTo(first);
        assertThat(lock()).isEqualTo(before);
        assertThat(testProject.log).contains("maven:own:part: image " + image + " of " + image());
    }

    @Test
    void nothingHasToBePackagedForTheLock() throws IOException {
        isPackaged = false;
        testProject.resolve();
        assertThat(lock()).contains(MODULES);
        frozen();
        new VerifyTrust(testProject.environment(), Clock.systemUTC())
                .run(testProject.project(), folder.resolve("target/trust-report.json"), true);
        assertThatThrownBy(testProject::initrd).isInstanceOf(ModuleNotPackaged.class);
    }

    @Test
    void anOldLockIsReadAndItsDigestIsDropped() throws IOException {
        isModule = false;
        testProject.resolve();
        assertThat(lock()).contains("digest: sha256:").doesNotContain("modules:");
        isModule = true;
        assertThatThrownBy(this::frozen).isInstanceOf(LockWouldChange.class);
        testProject.log.clear();
        testProject.resolve();
        assertThat(testProject.log)
                .filteredOn(line -> line.startsWith("dropped maven:own:part sha256:"))
                .singleElement()
                .asString()
                .endsWith(": a module of this project needs no digest");
        assertThat(Lock.parse(lock(), "linuxkit.lock").modules()).containsExactly("own:part");
    }

    @Test
    void anArtifactThatIsNoModuleDoesNotPassForOne() throws IOException {
        testProject.resolve();
        isModule = false;
        assertThatThrownBy(testProject::initrd)
                .hasMessageContaining("linuxkit.yml:1:17: kernel.image: maven:own:part has no digest in the lock")
                .hasMessageContaining("Run: mvn slipway:resolve");
        assertThatThrownBy(this::frozen).isInstanceOf(LockWouldChange.class);
        testProject.resolve();
        assertThat(lock()).contains("digest: sha256:").doesNotContain("modules:");
        testProject.initrd();
    }

    @Test
    void aModuleIsPinnedAsFarAsAPolicyAsks() throws IOException {
        testProject.resolve();
        testProject.write(
                "trust-policy.yml",
                "version: 1\ndefault: reject\nrules:\n- {scope: 'maven:own:*', require: {pinned: {}}}\n");
        testProject.initrd();
        testProject.write("trust-policy.yml", "version: 1\ndefault: reject\n");
        assertThatThrownBy(testProject::initrd).isInstanceOf(ImagesNotTrusted.class);
    }

    private Path image() {
        return folder.resolve("part.oci.tar");
    }

    private Digest makePart(String text) throws IOException {
        testProject.write(
                "package.yml",
                """
                contents:
                  - {file: kernel, contents: kernel}
                  - {tar: kernel.tar, contents: [{mkdir: lib/modules}]}
                  - {file: init, contents: %s}
                """
                        .formatted(text));
        new PackageImage(testProject.environment())
                .build(PackageRequest.of(folder.resolve("package.yml"), OutputNames.of(folder, "part"), 0));
        String reported = testProject.log.get(testProject.log.size() - 1);
        return Digest.parse(reported.substring(reported.indexOf("image sha256:") + "image ".length()));
    }

    private void frozen() throws IOException {
        new LockImages(testProject.environment()).run(testProject.project(), List.of(), true);
    }

    private Digest initrd() throws IOException {
        return Digest.of(Files.readAllBytes(testProject.initrd().initrd().orElseThrow()));
    }

    private Digest again() throws IOException {
        return Digest.of(Files.readAllBytes(testProject.again().initrd().orElseThrow()));
    }

    private String lock() throws IOException {
        return Files.readString(folder.resolve("linuxkit.lock"));
    }
}
