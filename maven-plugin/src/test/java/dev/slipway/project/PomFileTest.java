package dev.slipway.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomFileTest {
    @TempDir
    private Path folder;

    @Test
    void everyModuleIsReachedOfProfilesAndOfOtherFoldersToo() throws IOException {
        Path root = pom(
                "root",
                "<parent><artifactId>other</artifactId></parent><artifactId>root</artifactId>"
                        + "<modules><module>a</module><module>../flat</module></modules>"
                        + "<profiles><profile><modules><module>b/other-pom.xml</module></modules></profile></profiles>"
                        + "<build><plugins><plugin><artifactId>plugin</artifactId></plugin></plugins></build>");
        Path a = pom("root/a", "<artifactId>a</artifactId><subprojects><subproject>deep</subproject></subprojects>");
        Path deep = pom("root/a/deep", "<artifactId>deep</artifactId><modules><module>../..</module></modules>");
        Path flat = pom("flat", "<artifactId>flat</artifactId>");
        Path b = folder.resolve("root/b/other-pom.xml");
        Files.move(pom("root/b", "<artifactId>b</artifactId>"), b);
        pom("root/stranger", "<artifactId>stranger</artifactId>");

        assertThat(PomFile.reachable(root)).containsOnlyKeys(root, a, deep, flat, b);
        assertThat(PomFile.reachable(root).get(root).artifactId()).isEqualTo("root");
        assertThat(PomFile.reachable(flat)).containsOnlyKeys(flat);
    }

    @Test
    void whatIsNoPomHasNoModules() throws IOException {
        Path file = PomFile.in(folder);
        assertThat(PomFile.read(file).modules()).isEmpty();
        Files.writeString(file, "<project><modules><module>a");
        assertThat(PomFile.read(file).modules()).isEmpty();
        Path secret = Files.writeString(folder.resolve("secret"), "a");
        Files.writeString(
                file,
                "<!DOCTYPE project [<!ENTITY e SYSTEM \"" + secret.toUri()
                        + "\">]><project><modules><module>&e;</module></modules></project>");
        assertThat(PomFile.read(file).modules()).doesNotContain(folder.resolve("a"));
    }

    private Path pom(String where, String text) throws IOException {
        Path file = PomFile.in(Files.createDirectories(folder.resolve(where)));
        return Files.writeString(file, "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">" + text + "</project>");
    }
}
