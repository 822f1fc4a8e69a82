package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.maven.MavenCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in messages can be pasted where the build was started. */
class MavenCommandTest {
    private static final Path HERE = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    private MavenFixture maven;
    private String pom;

    @BeforeEach
    void open() throws Exception {
        maven = new MavenFixture(folder, "resolve");
        maven.request.getUserProperties().clear();
        pom = HERE.relativize(folder.resolve("pom.xml")).toString();
    }

    @AfterEach
    void close() {
        maven.close();
    }

    private String in(String message) {
        return new MavenCommand(maven.session, maven.project, "7.0").in(message);
    }

    @Test
    void aPomWithoutThePluginNeedsItsFullName() {
        assertThat(in("Run: mvn slipway:resolve     then build"))
                .isEqualTo("Run: mvn -f " + pom + " dev.slipway:slipway-maven-plugin:7.0:resolve     then build");
        assertThat(in("mvn slipway:help")).isEqualTo("mvn dev.slipway:slipway-maven-plugin:7.0:help");
    }

    @Test
    void aPomWithThePluginKnowsThePrefix() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.slipway");
        plugin.setArtifactId("slipway-maven-plugin");
        maven.project.getBuild().addPlugin(plugin);
        assertThat(in("Run: mvn slipway:resolve")).isEqualTo("Run: mvn -f " + pom + " slipway:resolve");
        assertThat(in("mvn slipway:help")).isEqualTo("mvn slipway:help");
    }

    @Test
    void withoutAPomPackageIsAGoal() {
        maven.project.setFile(null);
        maven.request.setPom(null);
        assertThat(in("Run: mvn package")).isEqualTo("Run: mvn dev.slipway:slipway-maven-plugin:7.0:initrd");
        assertThat(in("mvn packages")).isEqualTo("mvn packages");
    }

    @Test
    void profilesPropertiesAndSettingsAreThoseOfTheBuild() {
        maven.request.setActiveProfiles(List.of("one", "two"));
        maven.request.setUserSettingsFile(folder.resolve("my settings.xml").toFile());
        maven.property("slipway.store", "my $store")
                .property("slipway.update", "all")
                .property("slipway.frozen", "true")
                .property("slipway.skip", "false")
                .property("slipway.run.image", "absent.iso")
                .property("slipway.debianMirror", "https://user:secret@mirror.example/debian")
                .property("maven.repo.local", "repository")
                .property("unrelated", "1");
        assertThat(in("mvn slipway:resolve"))
                .isEqualTo("mvn -f " + pom + " -s \"" + HERE.relativize(folder.resolve("my settings.xml"))
                        + "\" dev.slipway:slipway-maven-plugin:7.0:resolve -Pone,two -Dmaven.repo.local=repository"
                        + " \"-Dslipway.debianMirror=https://***@mirror.example/debian\" '-Dslipway.store=my $store'");
        assertThat(in("mvn slipway:run"))
                .contains(":run ")
                .endsWith("/debian\" -Dslipway.run.image=absent.iso '-Dslipway.store=my $store'");
    }

    @Test
    void inAProjectOfModulesTheModuleIsNamed() {
        MavenProject module = module("images/kernel");
        maven.session.setAllProjects(List.of(maven.project, module));
        assertThat(in("mvn slipway:resolve")).endsWith(":resolve -N");
        assertThat(new MavenCommand(maven.session, module, "7.0").in("mvn slipway:resolve"))
                .isEqualTo("mvn -f " + pom + " dev.slipway:slipway-maven-plugin:7.0:resolve -pl "
                        + Path.of("images/kernel"));
    }

    @Test
    void aModuleIsPackagedFromItsAggregator() {
        MavenCommand command = new MavenCommand(maven.session, maven.project, "7.0");
        MavenProject module = module("images/kernel");
        assertThat(command.packaging(module, Optional.empty()))
                .isEqualTo("mvn -f " + pom + " package -pl " + Path.of("images/kernel") + " -am");
        Path aggregator = folder.resolve("images/pom.xml");
        assertThat(command.packaging(module, Optional.of(aggregator)))
                .isEqualTo("mvn -f " + HERE.relativize(aggregator) + " package -pl kernel -am");
    }

    private MavenProject module(String path) {
        MavenProject module = new MavenProject(new Model());
        module.setFile(folder.resolve(path).resolve("pom.xml").toFile());
        return module;
    }
}
