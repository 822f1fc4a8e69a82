package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The archetype's project gets another version, and is released: its lock fits all the time, because it names the project's own modules
 * without version and digest.
 */
class ReleaseIT {
    private static final String VERSIONS = "org.codehaus.mojo:versions-maven-plugin:2.18.0";
    private static final String RELEASE = "org.apache.maven.plugins:maven-release-plugin:3.1.1";
    private static final String CLEAN = "org.apache.maven.plugins:maven-clean-plugin:3.5.0";
    private static final String DEPLOY = "org.apache.maven.plugins:maven-deploy-plugin:3.1.4";

    private final Path work = WorkFolders.empty("release");
    private final Path project = work.resolve("hello");
    private final PageReader reader = new PageReader(work.resolve("home"), project);

    @Test
    void theLockFitsAfterANewVersionAndAfterARelease() throws IOException {
        Checks.bringPlugins(VERSIONS, RELEASE, CLEAN, DEPLOY);
        // To a path without blanks: they have no place in the addresses below.
        Command.of("cp", "-a", NewProject.of(ReleaseIT.class).folder().toString(), project.toString())
                .succeed();
        String lock = Checks.text(project.resolve("os/linuxkit.lock"));
        assertThat(lock).contains("modules:\n  - com.example:hello-runtime\n");
        putUnderVersionControl();

        maven(VERSIONS + ":set -DnewVersion=2-SNAPSHOT -DgenerateBackupPoms=false");
        assertThat(maven("package -Dslipway.frozen=true")).contains("linuxkit.lock: ", "1 module, unchanged");
        commit();

        maven(RELEASE + ":prepare " + RELEASE + ":perform -Dgoals=deploy -DlocalCheckout=true"
                // Between its own releases the plugin is a snapshot.
                + " -DignoreSnapshots=true \"-Darguments=-Dslipway.frozen=true -gs '" + Checks.settings()
                + "' -Dmaven.repo.local='" + Checks.property("it.repository") + "'\"");
        assertThat(project.resolve("os/linuxkit.lock")).hasContent(lock);
        Path deployed = work.resolve("deployed/com/example");
        assertThat(deployed.resolve("hello-os/2/hello-os-2.iso")).isNotEmptyFile();
        assertThat(deployed.resolve("hello-runtime/2/hello-runtime-2.oci.tar")).isNotEmptyFile();
        assertThat(Checks.text(project.resolve("pom.xml"))).contains("<version>3-SNAPSHOT</version>");
    }

    private void putUnderVersionControl() throws IOException {
        Path pom = project.resolve("pom.xml");
        String places =
                """
                <packaging>pom</packaging>
                <scm>
                  <developerConnection>scm:git:file://%1$s/remote.git</developerConnection>
                  <tag>HEAD</tag>
                </scm>
                <distributionManagement>
                  <repository><id>here</id><url>file://%1$s/deployed</url></repository>
                </distributionManagement>"""
                        .formatted(work);
        Files.writeString(pom, Checks.text(pom).replace("<packaging>pom</packaging>", places));
        git("init --quiet --bare ../remote.git");
        git("init --quiet -b main .");
        git("remote add origin ../remote.git");
        commit();
    }

    private String maven(String words) {
        return identified(reader.lend(Command.shell("mvn " + words))).succeed();
    }

    private void commit() {
        git("add -A");
        git("commit --quiet -m change");
        git("push --quiet origin main");
    }

    private void git(String words) {
        identified(Command.shell("git " + words).in(project)).succeed();
    }

    private static Command identified(Command command) {
        return command.with("GIT_AUTHOR_NAME", "somebody")
                .with("GIT_AUTHOR_EMAIL", "somebody@example.com")
                .with("GIT_COMMITTER_NAME", "somebody")
                .with("GIT_COMMITTER_EMAIL", "somebody@example.com");
    }
}
