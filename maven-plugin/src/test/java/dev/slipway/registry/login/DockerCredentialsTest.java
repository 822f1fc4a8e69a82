package dev.slipway.registry.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCredentialsTest {
    @TempDir
    private Path home = Path.of("unset");

    private DockerCredentials credentials(Path... files) {
        return new DockerCredentials(
                List.of(files),
                (file, limit) -> Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
    }

    private DockerCredentials config(String json) throws IOException {
        Path file = Files.writeString(home.resolve("config.json"), json);
        return credentials(file);
    }

    private static String auth(String pair) {
        return "{\"auth\":\"" + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)) + "\"}";
    }

    /** What is found, as {@code user:password}; {@code -} for nothing. */
    private static String found(Credentials credentials, String host, String repository) {
        return credentials
                .find(host, repository)
                .map(each -> each.username() + ":" + each.secret())
                .orElse("-");
    }

    @Test
    void readsWhatDockerLoginWrote() throws IOException {
        DockerCredentials credentials = config("{\"auths\":{\"reg.acme.com:5000\":" + auth("bob:hunter2")
                + ",\"https://index.docker.io/v1/\":" + auth("hub:pw:with:colons") + "}}");
        assertThat(found(credentials, "reg.acme.com:5000", "a/b")).isEqualTo("bob:hunter2");
        assertThat(credentials.find("reg.acme.com:5000", "a").orElseThrow())
                .hasToString("user 'bob' from " + home.resolve("config.json"));
        assertThat(found(credentials, "docker.io", "library/x")).isEqualTo("hub:pw:with:colons");
        assertThat(found(credentials, "reg.acme.com", "a/b")).isEqualTo("-");
        assertThat(found(credentials, "quay.io", "a/b")).isEqualTo("-");
    }

    @Test
    void takesTheLongestNameThatCoversTheRepositoryAndNoOther() throws IOException {
        DockerCredentials two = config("{\"auths\":{\"h:1/team-a\":" + auth("ua:pa") + ",\"h:1/team-b\":"
                + auth("ub:pb") + ",\"h:1/team-b/deep\":" + auth("ud:pd") + "}}");
        assertThat(found(two, "h:1", "team-a/app")).isEqualTo("ua:pa");
        assertThat(found(two, "h:1", "team-b/app")).isEqualTo("ub:pb");
        assertThat(found(two, "h:1", "team-b/deep/app")).isEqualTo("ud:pd");
        assertThat(found(two, "h:1", "team-b/deeper")).isEqualTo("ub:pb");
        assertThat(found(two, "h:1", "team-c/app")).isEqualTo("-");
        assertThat(found(two, "h:1", "team")).isEqualTo("-");
        assertThat(found(two, "h", "team-a/app")).isEqualTo("-");
        DockerCredentials host =
                config("{\"auths\":{\"h:1/team-a\":" + auth("ua:pa") + ",\"h:1\":" + auth("u:p") + "}}");
        assertThat(found(host, "h:1", "team-b/app")).isEqualTo("u:p");
    }

    @Test
    void readsKeysThatAreAddresses() throws IOException {
        for (String key : List.of("http://h:1", "https://h:1", "https://h:1/", "http://h:1/v2/", "https://h:1/v1/x")) {
            assertThat(found(config("{\"auths\":{\"" + key + "\":" + auth("u:p") + "}}"), "h:1", "a/b"))
                    .as(key)
                    .isEqualTo("u:p");
        }
        assertThat(found(config("{\"auths\":{\"https://[::1]:5\":" + auth("u:p") + "}}"), "[::1]:5", "a/b"))
                .isEqualTo("u:p");
    }

    @Test
    void readsWhatOtherProgramsLeaveAtTheEnd() throws IOException {
        for (String pair : List.of("u:p\0", "u:p\0\0", "u:p\n", "u:p\r\n")) {
            assertThat(found(config("{\"auths\":{\"a.io\":" + auth(pair) + "}}"), "a.io", "b"))
                    .isEqualTo("u:p");
        }
        assertThat(found(config("{\"auths\":{\"a.io\":{\"auth\":\" dTpw\\n\"}}}"), "a.io", "b"))
                .isEqualTo("u:p");
        assertThat(found(config("{\"auths\":{\"a.io\":{\"username\":\"u\",\"password\":\"p\"}}}"), "a.io", "b"))
                .isEqualTo("u:p");
        assertThat(found(config("{\"auths\":{\"a.io\":{\"auth\":\"%%%\"}}}"), "a.io", "b"))
                .isEqualTo("-");
    }

    @Test
    void readsIdentityTokens() throws IOException {
        Credential found = config("{\"auths\":{\"a.io\":{\"auth\":\""
                        + Base64.getEncoder().encodeToString("00000000-0000-0000-0000-000000000000:".getBytes(UTF_8))
                        + "\",\"identitytoken\":\"tok\"}}}")
                .find("a.io", "b")
                .orElseThrow();
        assertThat(found.isIdentityToken()).isTrue();
        assertThat(found.secret()).isEqualTo("tok");
    }

    @Test
    void findsNothingInNothing() throws IOException {
        assertThat(found(credentials(home.resolve("none.json")), "a.io", "b")).isEqualTo("-");
        assertThat(found(config("{}"), "a.io", "b")).isEqualTo("-");
        assertThat(found(config("{\"auths\":{\"a.io\":{}}}"), "a.io", "b")).isEqualTo("-");
    }

    @Test
    void asksTheFilesInTurn() throws IOException {
        Path one = Files.writeString(home.resolve("1"), "{\"auths\":{\"a.io\":" + auth("pod:man") + "}}");
        Path two = Files.writeString(
                home.resolve("2"), "{\"auths\":{\"a.io\":" + auth("x:y") + ",\"b.io\":" + auth("doc:ker") + "}}");
        DockerCredentials credentials = credentials(one, home.resolve("none"), two);
        assertThat(found(credentials, "a.io", "r")).isEqualTo("pod:man");
        assertThat(found(credentials, "b.io", "r")).isEqualTo("doc:ker");
        assertThat(credentials.places()).contains(one.toString(), two.toString());
    }

    @Test
    void knowsWherePodmanSkopeoAndDockerKeepLogins() {
        Path user = Path.of("/users/u");
        assertThat(new LoginFiles(Map.of(), user, "0").paths())
                .containsExactly(
                        Path.of("/run/containers/0/auth.json"),
                        Path.of("/users/u/.config/containers/auth.json"),
                        Path.of("/users/u/.docker/config.json"));
        Map<String, String> environment = Map.of(
                "REGISTRY_AUTH_FILE", "/r.json",
                "XDG_RUNTIME_DIR", "/run/user/7",
                "XDG_CONFIG_HOME", "/c",
                "DOCKER_CONFIG", "/d");
        assertThat(new LoginFiles(environment, user, "7").paths())
                .containsExactly(
                        Path.of("/r.json"),
                        Path.of("/run/user/7/containers/auth.json"),
                        Path.of("/run/containers/7/auth.json"),
                        Path.of("/c/containers/auth.json"),
                        Path.of("/d/config.json"));
    }

    @Test
    void tellsOfAFileThatCannotBeReadAndQuotesNothing() throws IOException {
        DockerCredentials credentials = config("{\"auths\":{\"a.io\":{\"password\":hunter2");
        assertThat(found(credentials, "a.io", "b")).isEqualTo("-");
        assertThat(credentials.places())
                .contains("config.json cannot be read: it is not valid JSON")
                .doesNotContain("hunter2");
    }

    @Test
    void tellsOfAHelperThatIsNotThere() throws IOException {
        DockerCredentials credentials = config("{\"credHelpers\":{\"a.io\":\"that-nobody-has\"}}");
        assertThat(found(credentials, "a.io", "b")).isEqualTo("-");
        assertThat(credentials.places()).contains("docker-credential-that-nobody-has, which ", " is not installed");
    }
}
