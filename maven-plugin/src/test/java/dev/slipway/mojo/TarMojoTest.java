package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class TarMojoTest implements RealMaven {
    private final MavenFixture maven;

    TarMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "tar").withSystem();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    @MojoParameter(name = "outputTimestamp", value = "2001-02-03T04:05:06Z")
    void theTarIsAttachedAndCarriesTheTimeOfTheProject(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "tar") TarMojo tar) throws Exception {
        maven.run(resolve);
        maven.run(tar);
        assertThat(maven.attached()).containsExactly("tar appliance-1.0.tar");
        try (TarFile file = new TarFile(maven.folder.resolve("target/appliance-1.0.tar"))) {
            assertThat(file.getEntries()).isNotEmpty().allSatisfy(entry -> assertThat(
                            entry.getLastModifiedTime().to(TimeUnit.SECONDS))
                    .isLessThanOrEqualTo(Instant.parse("2001-02-03T04:05:06Z").getEpochSecond()));
        }
    }

    /** Maven replaces the name of the project's folder in a default value only where there is a POM. */
    @Test
    void withoutAPomTheOutputsAreInTheFolderTarget(@InjectMojo(goal = "tar") TarMojo tar) {
        File nobodyReplaced = new File("${project.basedir}/target");
        assertThat(tar.outputFolder(nobodyReplaced)).isEqualTo(nobodyReplaced.toPath());
        maven.project.setFile(null);
        assertThat(tar.outputFolder(nobodyReplaced)).isEqualTo(Path.of("target").toAbsolutePath());
        assertThat(tar.outputFolder(new File("out"))).isEqualTo(Path.of("out"));
    }

    /** Maven runs {@code mvn slipway:tar} in the first project only, whatever its modules have. */
    @Test
    void theCommandLineHasToNameTheModuleWithTheSystem(@InjectMojo(goal = "tar") TarMojo tar) throws Exception {
        Files.delete(maven.folder.resolve("linuxkit.yml"));
        maven.addModule("os", "linuxkit.yml");
        maven.as(tar, "default-cli");
        maven.run(tar);
        assertThat(maven.lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("warn: This module has no linuxkit.yml, so there was nothing to do.")
                .contains(":tar -pl os"));
    }

    @Test
    @MojoParameter(name = "skip", value = "true")
    void aSkippedGoalDoesNothing(@InjectMojo(goal = "tar") TarMojo tar) throws Exception {
        maven.run(tar);
        assertThat(maven.attached()).isEmpty();
        assertThat(maven.folder.resolve("target")).doesNotExist();
    }
}
