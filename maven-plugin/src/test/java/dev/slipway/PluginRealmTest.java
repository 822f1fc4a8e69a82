package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.login.CredentialsProcess;
import dev.slipway.registry.login.DockerCredentials;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jars that a build of a user downloads for this plugin, and has in its class path. */
class PluginRealmTest {
    private static final Path LIST = Path.of("target/realm.txt");

    @TempDir
    private Path folder;

    @Test
    void whatAUserDownloadsIsListedHere() throws Exception {
        assertThat(jars().stream()
                        .map(jar -> jar.getName().replaceFirst("-[0-9][^-]*(-[0-9]+|-jre)?\\.jar$", ""))
                        .sorted())
                .containsExactly(
                        "commons-codec",
                        "commons-compress",
                        "commons-io",
                        "commons-lang3",
                        "guava",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "jackson-datatype-jsr310",
                        "jib-core",
                        "plexus-utils",
                        "snakeyaml-engine",
                        "xz",
                        "zstd-jni");
        assertThat(jars().stream().mapToLong(File::length).sum()).isLessThan(16_500_000);
    }

    /** Of jib-core's dependencies only Jackson and Guava are there; what asks credential helpers needs no other. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void credentialsAreFoundWithTheseJarsAlone() throws Exception {
        Path config = Files.writeString(
                folder.resolve("config.json"),
                """
                {
                  "auths": {"file.example.com": {"auth": "dXNlcjpvZiB0aGUgZmlsZQ=="}},
                  "credHelpers": {"helped.example.com": "test", "unknown.example.com": "test", "broken.example.com": "broken",
                    "missing.example.com": "nobody-has"}
                }
                """);
        helper(
                "test",
                """
                read -r server
                [ "$1 $server" = 'get helped.example.com' ] || { echo 'credentials not found in native keychain'; exit 1; }
                echo '{"ServerURL": "helped.example.com", "Username": "user", "Secret": "of the helper"}'
                """);
        helper("broken", "echo not JSON\n");
        String said = run(config, "file", "helped", "unknown", "broken", "missing");
        assertThat(said)
                .contains("file.example.com user:of the file, user 'user' from " + config)
                .contains("helped.example.com user:of the helper, user 'user' from docker-credential-test")
                .contains("unknown.example.com none", "broken.example.com none", "missing.example.com none")
                .contains("docker-credential-nobody-has, which " + config + " names, is not installed")
                .doesNotContain("Exception", "NoClassDefFound");
    }

    private void helper(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(Path config, String... hosts) throws Exception {
        List<String> classPath =
                new ArrayList<>(List.of(place(DockerCredentials.class), place(CredentialsProcess.class)));
        jars().forEach(jar -> classPath.add(jar.getPath()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                CredentialsProcess.class.getName(),
                config.toString()));
        Arrays.stream(hosts).map(host -> host + ".example.com").forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + File.pathSeparator + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static List<File> jars() throws Exception {
        assertThat(LIST).as("mvn process-classes makes it").exists();
        return Arrays.stream(Files.readString(LIST).strip().split(File.pathSeparator))
                .map(File::new)
                .toList();
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
