package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The path of somebody who has an appliance to build, as README has it: from a clone and an empty local repository to a page that the
 * guest serves. The PATH holds java, mvn, QEMU, and what the script mvn itself calls.
 */
class InstallIT {
    private static final String HERE = InstallIT.class.getSimpleName();
    private static final Duration BOOT = Duration.ofMinutes(8);

    @Test
    void fromACloneToAServedPage() throws Exception {
        Path work = NewProject.emptyFolder("install");
        Path clone = Files.createDirectories(work.resolve("slipway"));
        Checks.copySources(clone, "022");
        Checks.bringPlugins(
                "org.apache.maven.plugins:maven-install-plugin:2.5.2",
                "org.apache.maven.plugins:maven-install-plugin:3.1.4");
        PageReader reader = PageReader.onABareMachine(work.resolve("home"), clone);
        Page readme = Page.of("README.md");
        long begin = System.nanoTime();
        reader.follow(readme, HERE);
        Checks.measured(
                "from an empty repository to a built appliance: " + (System.nanoTime() - begin) / 1_000_000_000 + " s");

        Path repository = work.resolve("home/.m2/repository/dev/slipway");
        assertThat(repository.resolve("maven-metadata-local.xml")).content().contains("<prefix>slipway</prefix>");
        assertThat(repository.resolve("packages/kernel/" + Checks.version())).isNotEmptyDirectory();
        assertThat(repository.resolve("slipway-archetype/" + Checks.version())).isNotEmptyDirectory();
        // By the group's prefix, as the page says.
        Files.writeString(
                work.resolve("home/.m2/settings.xml"),
                Checks.text(work.resolve("home/.m2/settings.xml"))
                        .replace(
                                "</settings>",
                                "<pluginGroups><pluginGroup>dev.slipway</pluginGroup></pluginGroups></settings>"));
        assertThat(reader.lend(Command.shell("cd \"$HOME\"; mvn -B slipway:help"))
                        .succeed())
                .contains("slipway:initrd");

        String port = String.valueOf(Guest.freePort());
        Path log = work.resolve("console.log");
        Process run = reader.whoReads("slipway:run", "slipway:run -Dslipway.run.publish=" + port + ":8080")
                .begin(readme, HERE, log);
        try {
            assertThat(answer(port, run)).startsWith("Hello from hello on Linux 6.1");
            try (OutputStream keyboard = run.getOutputStream()) {
                keyboard.write(new byte[] {1, 'x'}); // Ctrl-A x
            }
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
        assertThat(run.exitValue()).isZero();
    }

    private static String answer(String port, Process run) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(20))
                .build();
        long end = System.nanoTime() + BOOT.toNanos();
        while (System.nanoTime() < end && run.isAlive()) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException e) {
                // The guest is not up yet.
                Guest.pause(Duration.ofSeconds(1));
            }
        }
        throw new AssertionError("the service does not answer");
    }
}
