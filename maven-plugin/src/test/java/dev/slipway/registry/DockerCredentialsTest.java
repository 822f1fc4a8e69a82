package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCredentialsTest {
    @TempDir
    private Path home = Path.of("unset");

    private DockerCredentials config(String json) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), json);
        return DockerCredentials.of(Map.of(), home);
    }

    private static String auth(String pair) {
        return "{\"auth\":\"" + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)) + "\"}";
    }

    @Test
    void readsWhatDockerLoginWrote() throws IOException {
        DockerCredentials credentials = config("{\"auths\":{\"reg.acme.com:5000\":" + auth("bob:hunter2")
                + ",\"https://index.docker.io/v1/\":" + auth("hub:pw") + "}}");
        Credential found = credentials.find("reg.acme.com:5000").orElseThrow();
        assertThat(found.username()).isEqualTo("bob");
        assertThat(found.secret()).isEqualTo("hunter2");
        assertThat(found).hasToString("user 'bob' from " + home.resolve(".docker/config.json"));
        assertThat(credentials.find("docker.io").orElseThrow().username()).isEqualTo("hub");
        assertThat(credentials.find("reg.acme.com")).isEmpty();
        assertThat(credentials.find("quay.io")).isEmpty();
    }

    @Test
    void readsIdentityTokens() throws IOException {
        Credential found = config("{\"auths\":{\"a.io\":{\"auth\":\""
                        + Base64.getEncoder().encodeToString("00000000-0000-0000-0000-000000000000:".getBytes(UTF_8))
                        + "\",\"identitytoken\":\"tok\"}}}")
                .find("a.io")
                .orElseThrow();
        assertThat(found.isIdentityToken()).isTrue();
        assertThat(found.secret()).isEqualTo("tok");
    }

    @Test
    void findsNothingInNothing() throws IOException {
        assertThat(DockerCredentials.of(Map.of(), home).find("a.io")).isEmpty();
        assertThat(config("{}").find("a.io")).isEmpty();
        assertThat(config("{\"auths\":{\"a.io\":{}}}").find("a.io")).isEmpty();
    }

    @Test
    void asksPodmanTooAndObeysTheEnvironment() throws IOException {
        Path runtime = Files.createDirectories(home.resolve("run/containers"));
        Files.writeString(runtime.resolve("auth.json"), "{\"auths\":{\"a.io\":" + auth("pod:man") + "}}");
        Path docker = Files.createDirectories(home.resolve("other"));
        Files.writeString(docker.resolve("config.json"), "{\"auths\":{\"b.io\":" + auth("doc:ker") + "}}");
        DockerCredentials credentials = DockerCredentials.of(
                Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString(), "DOCKER_CONFIG", docker.toString()), home);
        assertThat(credentials.find("a.io").orElseThrow().username()).isEqualTo("pod");
        assertThat(credentials.find("b.io").orElseThrow().username()).isEqualTo("doc");
        assertThat(credentials.places()).contains(docker.resolve("config.json").toString(), "auth.json");
    }

    @Test
    void tellsOfAFileThatCannotBeRead() throws IOException {
        DockerCredentials credentials = config("{\"auths\":");
        assertThat(credentials.find("a.io")).isEmpty();
        assertThat(credentials.places()).contains(" (Unable to parse Docker config file: ");
    }

    @Test
    void tellsOfAHelperThatIsNotThere() throws IOException {
        DockerCredentials credentials = config("{\"credHelpers\":{\"a.io\":\"that-nobody-has\"}}");
        assertThat(credentials.find("a.io")).isEmpty();
        assertThat(credentials.places()).contains("docker-credential-that-nobody-has");
    }
}
