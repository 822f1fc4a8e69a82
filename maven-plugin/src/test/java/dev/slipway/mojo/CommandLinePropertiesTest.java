package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -Dslipway.name=value} sets. */
@MojoTest
class CommandLinePropertiesTest implements RealMaven {
    private final MavenFixture maven;

    CommandLinePropertiesTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "initrd")
                .property("slipway.config", "base.yml,appliance.yml")
                .property("slipway.platforms", "linux/amd64,linux/arm64")
                .property("slipway.timeout", "5")
                .property("slipway.kernel.decompress", "true");
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void listsAreWrittenWithCommasAndFilesLieInTheProject(@InjectMojo(goal = "initrd") InitrdMojo initrd)
            throws Exception {
        Map<String, Object> values = MojoExtension.getVariablesAndValuesFromObject(initrd);
        assertThat(values)
                .containsEntry("config", List.of(file("base.yml"), file("appliance.yml")))
                .containsEntry("platforms", List.of("linux/amd64", "linux/arm64"))
                .containsEntry("timeout", 5)
                .containsEntry("decompressKernel", true);
    }

    /** What a goal does not read, another one may; what none reads is spelt wrong. */
    @Test
    void aPropertyThatNoGoalReadsStopsTheBuild(@InjectMojo(goal = "initrd") InitrdMojo initrd) {
        maven.property("slipway.memorylimit", "1G").property("slipway.run.memory", "300");
        assertThatThrownBy(() -> maven.run(initrd))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("Did you mean -Dslipway.memoryLimit?")
                .hasMessageContaining(":help -Ddetail shows all properties")
                .hasMessageNotContaining("slipway.run.memory");
    }

    @Test
    void aPropertyOfThePomIsItsOwn(@InjectMojo(goal = "initrd") InitrdMojo initrd) {
        maven.project.getProperties().setProperty("slipway.own", "1");
        maven.property("slipway.own", "2");
        assertThatThrownBy(() -> maven.run(initrd)).hasMessageContaining("base.yml");
    }

    private File file(String name) {
        return maven.folder.resolve(name).toFile();
    }
}
