package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Another version, and a release, leave a lock that fits, because it names the project's own modules without version and digest. */
class ReleaseIT {
    private static final String VERSIONS = "org.codehaus.mojo:versions-maven-plugin:2.18.0";
    private static final String RELEASE = "org.apache.maven.plugins:maven-release-plugin:3.1.1";
    private static final String CLEAN = "org.apache.maven.plugins:maven-clean-plugin:3.5.0";
    private static final String DEPLOY = "org.apache.maven.plugins:maven-deploy-plugin:3.1.4";

    private final Path work = NewProject.emptyFolder("release");
    private final Path project = work.resolve("project");

    @Test
    void theLockFitsAfterANewVersionAndAfterARelease() throws IOException {
        Checks.bringPlugins(VERSIONS, RELEASE, CLEAN, DEPLOY);
        aProjectUnderVersionControl();
        Checks.maven(project, "package").succeed();
        String lock = Checks.text(project.resolve("os/linuxkit.lock"));
        commit();

        Checks.maven(project, VERSIONS + ":set", "-DnewVersion=2-SNAPSHOT", "-DgenerateBackupPoms=false")
                .succeed();
        Checks.maven(project, "package", "-Dslipway.frozen=true").succeed();
        commit();

        Command release = Checks.maven(project, RELEASE + ":prepare", RELEASE + ":perform")
                .and("-Dgoals=deploy")
                .and("-DlocalCheckout=true")
                // Between releases the plugin itself is none.
                .and("-DignoreSnapshots=true")
                .and("-Darguments=-Dslipway.frozen=true -s " + Checks.settings() + " -Dmaven.repo.local="
                        + Checks.property("it.repository"));
        identified(release).succeed();
        assertThat(project.resolve("os/linuxkit.lock")).hasContent(lock);
        assertThat(work.resolve("deployed/dev/slipway/it/projects/os/2/os-2.iso")).isNotEmptyFile();
        assertThat(work.resolve("deployed/dev/slipway/it/projects/part/2/part-2.oci.tar"))
                .isNotEmptyFile();
        assertThat(Checks.text(project.resolve("pom.xml"))).contains("<version>3-SNAPSHOT</version>");
    }

    /** The smallest system with a module of its own, the one of the reactor project, where a release plugin can work on it. */
    private void aProjectUnderVersionControl() throws IOException {
        Command.of("cp", "-a", Checks.root() + "/it/projects/src/finds-a-package-of-the-same-reactor", project.toString())
                .succeed();
        String aboutTheRoot =
                """
                <packaging>pom</packaging>
                <scm>
                  <developerConnection>scm:git:file://%1$s/remote.git</developerConnection>
                  <tag>HEAD</tag>
                </scm>
                <distributionManagement>
                  <repository><id>here</id><url>file://%1$s/deployed</url></repository>
                </distributionManagement>
                <build>
                  <pluginManagement>
                    <plugins>
                      <plugin><artifactId>maven-clean-plugin</artifactId><version>3.5.0</version></plugin>
                      <plugin><artifactId>maven-deploy-plugin</artifactId><version>3.1.4</version></plugin>
                    </plugins>
                  </pluginManagement>
                </build>"""
                        .formatted(work);
        change("pom.xml", "<packaging>pom</packaging>", aboutTheRoot);
        change("part/pom.xml", "<finalName>os</finalName>", "");
        change("os/pom.xml", "<finalName>os</finalName>", "");
        for (String pom : new String[] {"pom.xml", "os/pom.xml", "part/pom.xml"}) {
            change(pom, "@project.version@", Checks.version());
            change(pom, "<version>1</version>", "<version>1-SNAPSHOT</version>");
        }
        Files.writeString(project.resolve(".gitignore"), "target/\n");
        git("init --quiet --bare ../remote.git");
        git("init --quiet -b main .");
        git("remote add origin ../remote.git");
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = project.resolve(file);
        Files.writeString(path, Checks.text(path).replace(from, to));
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
