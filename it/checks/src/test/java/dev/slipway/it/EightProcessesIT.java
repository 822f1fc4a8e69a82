package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Eight Mavens at once begin with one empty store. One is stopped while it holds a file that the others wait for, and killed when they
 * all wait: they take over, and nothing but that file is fetched again.
 */
class EightProcessesIT {
    private static final List<String> IMAGES = List.of("init", "runc", "containerd", "dhcpcd");
    private static final int SURVIVORS = 7;
    private static final int CONNECTIONS = 4;
    private static final int SILENCE_SECONDS = 8;
    private static final Pattern FETCHED =
            Pattern.compile("level=info msg=\"response completed\".*http\\.request\\.host=\"([^\"]+)\""
                    + ".*http\\.request\\.method=GET.*http\\.request\\.uri=\"?[^ ]*/(sha256:[0-9a-f]{64})");

    private final Path work = WorkFolders.empty("eight");
    private final Path store = work.resolve("store");
    private final ExecutorService executor = Executors.newFixedThreadPool(SURVIVORS);

    @Test
    void theOthersTakeOverWhenOneIsKilled() throws IOException {
        Files.writeString(
                work.resolve("os.yml"), "init:\n- team/init:1\n- team/runc:1\n- team/containerd:1\n- team/dhcpcd:1\n");
        try (DockerRegistry registry = DockerRegistry.start(work.resolve("registry"))) {
            IMAGES.forEach(name -> registry.push(SeedBootsIT.packageImage(name), "team/" + name + ":1"));
            build(Checks.maven(work, Checks.goal("resolve")), "alone", registry.host())
                    .and("-Dslipway.store=" + work.resolve("store of the lock"))
                    .succeed();
            int locked = requests().size();
            build(Checks.maven(work, Checks.goal("initrd")), "alone", registry.host())
                    .and("-Dslipway.store=" + work.resolve("store of one"))
                    .succeed();
            int before = requests().size();

            // It knows the registry by another name, which tells its requests from those of the others.
            Process victim = build(initrd(), "victim", registry.host().replace("127.0.0.1", "localhost"))
                    .start(work.resolve("victim.log"));
            try {
                expectTakeOver(victim, registry.host());
            } finally {
                // A stopped process would outlive a test that fails.
                victim.destroyForcibly();
                executor.shutdownNow();
            }

            expectSameInitrds();
            expectSoundStore();
            List<Request> all = requests();
            expectFetchedOnce(
                    digests(all.subList(locked, before).stream()), all.subList(before, all.size()), registry.host());
        }
    }

    private void expectTakeOver(Process victim, String registry) throws IOException {
        stopWhileItWrites(victim);
        List<CompletableFuture<String>> others = IntStream.range(0, SURVIVORS)
                .mapToObj(i -> build(initrd(), "other-" + i, registry))
                .map(other -> CompletableFuture.supplyAsync(other::succeed, executor))
                .toList();
        awaitSilence();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        signal("KILL", victim);
        others.forEach(CompletableFuture::join);
    }

    private Command initrd() {
        return Checks.maven(work, Checks.goal("initrd")).and("-Dslipway.store=" + store);
    }

    private static Command build(Command maven, String name, String registry) {
        return maven.and("-Dslipway.config=os.yml")
                .and("-Dslipway.outputDirectory=" + name)
                .and("-Dslipway.mirrors=docker.io=http://" + registry);
    }

    private void stopWhileItWrites(Process victim) {
        while (victim.isAlive()) {
            if (writes(victim)) {
                signal("STOP", victim);
                if (writes(victim)) {
                    return;
                }
                signal("CONT", victim);
            }
            Guest.pause(Duration.ofMillis(2));
        }
        throw new AssertionError("never seen with a file of the store that it writes");
    }

    private boolean writes(Process process) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return open.map(EightProcessesIT::target)
                    .anyMatch(file -> file.startsWith(store.resolve("tmp"))
                            && file.toFile().length() > 0);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException closed) {
            return link;
        }
    }

    /** Until nobody has asked for anything for a while: everything else is there, and the others wait. */
    private void awaitSilence() throws IOException {
        int seen = requests().size();
        for (int quiet = 0; quiet < SILENCE_SECONDS; quiet++) {
            Guest.pause(Duration.ofSeconds(1));
            int now = requests().size();
            if (now != seen) {
                quiet = 0;
                seen = now;
            }
        }
    }

    private static void signal(String name, Process process) {
        Command.of("kill", "-" + name, Long.toString(process.pid())).succeed();
    }

    private void expectSameInitrds() {
        String alone = Checks.sha256(work.resolve("alone/os-initrd.img"));
        for (int i = 0; i < SURVIVORS; i++) {
            assertThat(Checks.sha256(work.resolve("other-" + i + "/os-initrd.img")))
                    .isEqualTo(alone);
        }
        assertThat(work.resolve("victim/os-initrd.img")).doesNotExist();
    }

    /** Each blob is what its name says. */
    private void expectSoundStore() throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("blobs"))) {
            List<Path> blobs = files.filter(Files::isRegularFile).toList();
            assertThat(blobs).hasSizeGreaterThan(2 * IMAGES.size());
            assertThat(blobs).allSatisfy(blob -> assertThat(blob).hasFileName(Checks.sha256(blob)));
            Checks.measured("the store of eight processes holds " + blobs.size() + " sound blobs");
        }
    }

    private static void expectFetchedOnce(Set<String> wanted, List<Request> requests, String host) {
        Map<String, Long> others = requests.stream()
                .filter(request -> request.host().equals(host))
                .collect(Collectors.groupingBy(Request::digest, Collectors.counting()));
        assertThat(others)
                .allSatisfy((digest, times) -> assertThat(times).as(digest).isEqualTo(1));
        Set<String> victims =
                digests(requests.stream().filter(request -> !request.host().equals(host)));
        Checks.measured("fetched by the killed process: " + victims.size() + ", by the seven others: " + others.size()
                + ", wanted: " + wanted.size());
        Set<String> all = new HashSet<>(victims);
        all.addAll(others.keySet());
        assertThat(all).isEqualTo(wanted);
        victims.retainAll(others.keySet());
        // What it was at when it was stopped: at most one file for each of its connections.
        assertThat(victims).hasSizeLessThanOrEqualTo(CONNECTIONS);
    }

    private static Set<String> digests(Stream<Request> requests) {
        return requests.map(Request::digest).collect(Collectors.toSet());
    }

    private record Request(String host, String digest) {}

    /** What was fetched from the registry so far, by its own log. */
    private List<Request> requests() throws IOException {
        return FETCHED.matcher(Files.readString(work.resolve("registry/registry.log")))
                .results()
                .map(found -> new Request(found.group(1), found.group(2)))
                .toList();
    }
}
