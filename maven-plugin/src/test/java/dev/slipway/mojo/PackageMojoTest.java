package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class PackageMojoTest implements RealMaven {
    private final MavenFixture maven;

    PackageMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "package");
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    private void recipe() {
        maven.write("package.yml", "contents:\n- directory: root\nconfig: {entrypoint: [/hello]}\n");
        maven.write("root/hello", "#!/bin/sh\n");
    }

    @Test
    @MojoParameter(name = "ref", value = "7.0")
    void theImageIsAttached(@InjectMojo(goal = "package") PackageMojo goal) throws Exception {
        recipe();
        maven.run(goal);
        assertThat(maven.attached()).containsExactly("oci.tar appliance-1.0.oci.tar");
        assertThat(Files.readString(maven.folder.resolve("target/appliance-1.0.oci.tar"), StandardCharsets.ISO_8859_1))
                .contains("\"org.opencontainers.image.ref.name\":\"7.0\"");
        assertThat(maven.registry.seen()).isEmpty();
    }

    @Test
    @MojoParameter(name = "classifier", value = "small")
    void aClassifierStandsInTheNameAndIsTheArtifacts(@InjectMojo(goal = "package") PackageMojo goal) throws Exception {
        recipe();
        maven.run(goal);
        assertThat(maven.attached()).containsExactly("oci.tar:small appliance-1.0-small.oci.tar");
    }

    @Test
    void aProjectOfModulesNeedsNoRecipe(@InjectMojo(goal = "package") PackageMojo goal) throws Exception {
        maven.project.getModules().add("one");
        maven.run(goal);
        assertThat(maven.lines).containsExactly("debug: no recipe here: nothing to do");
        assertThat(maven.attached()).isEmpty();
    }

    @Test
    void anotherProjectDoes(@InjectMojo(goal = "package") PackageMojo goal) {
        assertThatThrownBy(() -> maven.run(goal))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("package.yml");
    }

    /** Maven runs {@code mvn slipway:package} in the first project only, whatever its modules have. */
    @Test
    void theCommandLineHasToNameTheModuleWithTheRecipe(@InjectMojo(goal = "package") PackageMojo goal)
            throws Exception {
        maven.addModule("module", "package.yml");
        maven.as(goal, "default-cli");
        maven.run(goal);
        assertThat(maven.lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("warn: This module has no package.yml, so there was nothing to do.")
                .contains(":package -pl module"));
    }

    @Test
    @MojoParameter(name = "skip", value = "true")
    void aSkippedGoalDoesNothing(@InjectMojo(goal = "package") PackageMojo goal) throws Exception {
        maven.run(goal);
        assertThat(maven.lines).containsExactly("info: slipway.skip is set: nothing to do");
    }
}
