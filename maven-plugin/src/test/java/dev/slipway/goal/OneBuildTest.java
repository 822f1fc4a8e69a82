package dev.slipway.goal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.environment.BuildSession;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.Tar;
import dev.slipway.registry.RegistryFixture;
import dev.slipway.result.OutputNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals of a project share in one build what each of them would make again by itself. */
class OneBuildTest {
    /** Said each time that the system is composed. */
    private static final String COMPOSED = "will not be in the initrd";

    /** Said each time that the images are checked against the policy. */
    private static final String CHECKED = "matches no image of this system";

    /** A token is for one of them. */
    private static final int REPOSITORIES = 2;

    private static final String YAML =
            """
            kernel: {image: team/kernel:kernel, cmdline: quiet}
            init: [team/init:init]
            files:
            - {path: boot/x, contents: x}
            """;

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() {
        project = new TestProject(folder).yaml(YAML);
        project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("init", "#!/bin/sh\n"));
        project.write(
                "trust-policy.yml",
                "version: 1\nrules:\n- {scope: example.com/none, require: {accept: {reason: test}}}\n");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void eachGoalAloneComposesAndChecksAndAsksForAToken() throws IOException {
        requireToken();
        project.resolve();
        forget();
        verify();
        initrd("target", 0);
        tar();
        assertThat(count(COMPOSED)).isEqualTo(2);
        assertThat(count(CHECKED)).isEqualTo(3);
        assertThat(project.registry.paths("/token")).hasSizeGreaterThan(REPOSITORIES);
    }

    @Test
    void togetherTheyComposeOnceAndCheckOnceAndAskForATokenOnce() throws IOException {
        requireToken();
        project.session = new BuildSession();
        project.resolve();
        forget();
        verify();
        initrd("target", 0);
        tar();
        assertThat(count(COMPOSED)).isEqualTo(1);
        assertThat(count(CHECKED)).isEqualTo(1);
        assertThat(project.registry.paths("/token")).hasSize(REPOSITORIES);
    }

    /** As two goals of a module that Maven runs at the same time. */
    @Test
    void twoThreadsComposeOnceAndCheckOnce() throws Exception {
        project.resolve();
        project.session = new BuildSession();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> goals = List.of(goal("first", new KernelInitrd("auto")), goal("second", new Tar()));
            for (Future<Boolean> goal : two.invokeAll(goals)) {
                assertThat(goal.get()).as("files were written").isTrue();
            }
        } finally {
            two.shutdown();
        }
        assertThat(count(COMPOSED)).isEqualTo(1);
        assertThat(count(CHECKED)).isEqualTo(1);
    }

    private Callable<Boolean> goal(String target, OutputFormat format) {
        return () -> !project.build(OutputNames.of(folder.resolve(target), "os"), 0, format)
                .isEmpty();
    }

    @Test
    void whatIsMadeOfOtherInputsIsMadeAgain() throws IOException {
        project.resolve();
        project.session = new BuildSession();
        initrd("first", 0);
        initrd("second", 1);
        assertThat(count(COMPOSED)).isEqualTo(2);
        project.yaml(YAML.replace("contents: x", "contents: y"));
        initrd("third", 1);
        assertThat(count(COMPOSED)).isEqualTo(3);
        assertThat(count(CHECKED)).isEqualTo(1);
        project.write(
                "trust-policy.yml",
                "version: 1\nrules:\n- {scope: example.com/other, require: {accept: {reason: test}}}\n");
        initrd("fourth", 1);
        assertThat(count(CHECKED)).isEqualTo(2);
        assertThat(count(COMPOSED)).isEqualTo(3);
    }

    /** The store is empty again, so that the next goal asks the registry, too. */
    private void forget() throws IOException {
        project.log.clear();
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void requireToken() {
        project.registry.require(
                "Bearer t1",
                "Bearer realm=\"http://" + project.registry.host()
                        + "/token\",service=\"s\",scope=\"repository:any:pull\"");
        for (int i = 0; i < 10 * REPOSITORIES; i++) {
            project.registry.next(
                    "/token", exchange -> RegistryFixture.send(exchange, 200, "{\"token\":\"t1\"}".getBytes(UTF_8)));
        }
    }

    private void verify() throws IOException {
        new VerifyTrust(project.environment()).run(project.project(), folder.resolve("target/report.json"), true);
    }

    private void initrd(String target, long timestamp) throws IOException {
        project.build(OutputNames.of(folder.resolve(target), "os"), timestamp, new KernelInitrd("auto"));
    }

    private void tar() throws IOException {
        project.build(OutputNames.of(folder.resolve("target"), "os"), 0, new Tar());
    }

    private long count(String part) {
        return project.log.stream().filter(line -> line.contains(part)).count();
    }
}
