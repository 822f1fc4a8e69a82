package dev.slipway.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Platform;
import dev.slipway.oci.ResolvedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import dev.slipway.trust.notary.NotaryState;
import dev.slipway.yaml.InvalidYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LockTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final LinuxKit TWO = spec("init: [b/tool:1, 'oci:dir with space']");

    private final List<String> asked = new ArrayList<>();

    @Test
    void theTextReviewsWellAndReadsBack() throws IOException {
        Lock lock = update(Lock.EMPTY, TWO, "1");
        assertThat(lock.format())
                .isEqualTo(
                        """
                        # Written by slipway:resolve; commit it. Pins move with -Dslipway.update=all, or =<pattern>.
                        version: 1
                        images:
                          docker.io/b/tool:1:
                            digest: %s
                            mediaType: application/vnd.oci.image.index.v1+json
                            size: 7
                            platforms:
                              linux/amd64: %s
                          "oci:dir with space":
                            digest: %s
                            mediaType: application/vnd.oci.image.index.v1+json
                            size: 7
                            platforms:
                              linux/amd64: %s
                        """
                                .formatted(
                                        digest("docker.io/b/tool:1 1"),
                                        digest("docker.io/b/tool:1 1 amd64"),
                                        digest("oci:dir with space 1"),
                                        digest("oci:dir with space 1 amd64")));
        assertThat(Lock.parse(lock.format(), "linuxkit.lock")).isEqualTo(lock);
        assertThat(Lock.parse(Lock.EMPTY.format(), "linuxkit.lock")).isEqualTo(Lock.EMPTY);
    }

    @Test
    void whatWasSeenOfNotaryStaysWhenPinsMove() throws IOException {
        NotaryState state = new NotaryState(
                3, "0a".repeat(32), new TreeMap<>(Map.of("targets/releases", new NotaryState.Seen(7, "00112233"))));
        Lock lock = update(Lock.EMPTY, TWO, "1").withNotary(new TreeMap<>(Map.of("a.example:5000/b", state)));
        assertThat(lock.format())
                .endsWith(
                        """
                        notary:
                          a.example:5000/b:
                            root: 3
                            rootSha256: "%s"
                            roles:
                              targets/releases: {version: 7, keys: "00112233"}
                        """
                                .formatted("0a".repeat(32)));
        assertThat(Lock.parse(lock.format(), "linuxkit.lock"))
                .isEqualTo(lock)
                .isNotEqualTo(lock.withNotary(new TreeMap<>()));
        assertThat(update(lock, TWO, "2", "all").notary()).isEqualTo(lock.notary());
        String version = lock.format().replace("version: 7", "version: -7");
        assertThatThrownBy(() -> Lock.parse(version, "linuxkit.lock"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("linuxkit.lock:");
    }

    @Test
    void resolvingAddsAndDropsAndMovesNothingElse() throws IOException {
        Lock first = update(Lock.EMPTY, TWO, "1");
        asked.clear();
        Lock second = update(first, spec("init: [b/tool:1, c/new]"), "2");
        assertThat(asked).containsExactly("docker.io/c/new");
        assertThat(LockChange.between(first, second))
                .containsExactly(
                        "added docker.io/c/new " + digest("docker.io/c/new 2"),
                        "dropped oci:dir with space " + digest("oci:dir with space 1"));
    }

    @Test
    void updateMovesWhatItsPatternNames() throws IOException {
        Lock first = update(Lock.EMPTY, spec("init: [b/tool:1, b/tool:2, c/x]"), "1");
        asked.clear();
        Lock second = update(first, spec("init: [b/tool:1, b/tool:2, c/x]"), "2", "docker.io/b/*:1");
        assertThat(asked).containsExactly("docker.io/b/tool:1");
        assertThat(LockChange.between(first, second))
                .containsExactly("moved docker.io/b/tool:1 " + digest("docker.io/b/tool:1 1") + " -> "
                        + digest("docker.io/b/tool:1 2"));
        asked.clear();
        update(first, spec("init: [b/tool:1, b/tool:2, c/x]"), "2", "all");
        assertThat(asked).hasSize(3);
    }

    @Test
    void aPatternThatNamesNothingIsTold() {
        assertThat(new LockUpdate(List.of("b/tool*", "all", "b/tol*", "docker.io/b/*"), any -> false).idlePatterns(TWO))
                .containsExactly("b/tol*");
    }

    @Test
    void aStaleLockNamesEveryReasonAndTheCommand() throws IOException {
        assertThatThrownBy(() -> Lock.EMPTY.requireFits(TWO, "os.lock"))
                .hasMessage(
                        """
                        os.lock: no image is locked yet
                          The build uses locked images only.
                          Run: mvn slipway:resolve
                          Then commit the lock.""");
        Lock lock = update(Lock.EMPTY, TWO, "1");
        lock.requireFits(TWO, "os.lock");
        assertThatThrownBy(() -> lock.requireFits(spec("init:\n- b/tool:1\n- d/more"), "os.lock"))
                .isInstanceOf(LockIsStale.class)
                .hasMessage(
                        """
                        os.lock: the lock does not match the YAML
                          os.yml:3:3: init[1]: d/more is not locked
                          oci:dir with space is in the lock, but no longer in the YAML
                          The build uses locked images only, and the YAML was changed since the lock was written.
                          Run: mvn slipway:resolve
                          Then commit the lock.""");
    }

    @Test
    void anImageThatIsNotThereForThePlatformIsTold() throws IOException {
        LinuxKit one = spec("init: [b/tool]");
        Lock lock = update(Lock.EMPTY, one, "1");
        assertThatThrownBy(() -> lock.requirePlatforms(one, Platform.parse("linux/arm64"), "os.lock"))
                .isInstanceOf(ImageWithoutPlatform.class)
                .hasMessage(
                        """
                        os.yml:1:8: init[0]: b/tool has no linux/arm64; it has linux/amd64
                          Name an image that has it, or build for another platform with -Dslipway.platform=os/architecture.
                          If the platform was published since, run: mvn slipway:resolve -Dslipway.update=docker.io/b/tool""");
        LinuxKit volumes =
                spec("volumes:\n- {name: a, image: b/tool, format: oci, platforms: [linux/amd64, linux/s390x]}\n"
                        + "- {name: b, image: c/x, format: oci, platforms: [linux/arm64]}\n"
                        + "- {name: c, image: d/x, platforms: [linux/arm64]}\n");
        Lock both = update(Lock.EMPTY, volumes, "1");
        assertThatThrownBy(() -> both.requirePlatforms(volumes, AMD64, "os.lock"))
                .hasMessageStartingWith(
                        """
                        os.lock: 2 images are not available for the platform
                          os.yml:2:20: volumes[0].image: b/tool has no linux/s390x; it has linux/amd64
                          os.yml:3:20: volumes[1].image: c/x has no linux/arm64; it has linux/amd64
                        """);
    }

    @Test
    void aLockOfAnotherSpellingStillFits() throws IOException {
        LinuxKit now = spec("init: [b/tool:1, 'oci:img']");
        Lock lock = update(Lock.EMPTY, now, "1");
        String old = lock.format().replace("docker.io/b", "Index.docker.io/b").replace("oci:img", "oci:./img");
        assertThat(Lock.parse(old, "os.lock")).isEqualTo(lock);
        Lock.parse(old, "os.lock").requireFits(now, "os.lock");
        String odd = old.replace("Index.docker.io/b", "127.0.0.001/b");
        assertThat(Lock.parse(odd, "os.lock").unpinned(now)).hasSize(1);
        String entry = old.substring(old.indexOf("  Index"), old.indexOf("  oci:"));
        String twice = old + entry.replace("Index.docker.io", "docker.io");
        assertThat(Lock.parse(twice, "os.lock")).isEqualTo(lock);
        String digest = digest("docker.io/b/tool:1 1").toString();
        String differs = old
                + entry.replace("Index.docker.io", "docker.io")
                        .replace(digest, digest("x").toString());
        assertThatThrownBy(() -> Lock.parse(differs, "os.lock"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("docker.io/b/tool:1 is locked twice, in two spellings and with two digests");
    }

    @Test
    void anyTextIsReadBack() throws IOException {
        LinuxKit odd = spec("init: [\"oci:a\\tb\\nc \\\"d\\\" \\\\ \u00e4 \ud83d\ude00\"]");
        Lock lock = update(Lock.EMPTY, odd, "1");
        assertThat(lock.images().iterator().next().reference()).contains("\t", "\n", "\"", "\\", "\u00e4");
        assertThat(lock.format().lines()).hasSize(9);
        assertThat(Lock.parse(lock.format(), "os.lock")).isEqualTo(lock);
    }

    @Test
    void updateTakesTheReferenceAsWritten() throws IOException {
        Lock first = update(Lock.EMPTY, spec("init: [nginx:alpine, busybox]"), "1");
        asked.clear();
        update(first, spec("init: [nginx:alpine, busybox]"), "2", "nginx*");
        assertThat(asked).containsExactly("docker.io/library/nginx:alpine");
    }

    @Test
    void aBrokenLockIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Lock.parse("version: 2\nimages: {x: {digest: sha256:1, sise: 3}}\n", "os.lock"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("os.lock:1:")
                .hasMessageContaining("Did you mean size?");
    }

    @Test
    void aModuleIsNamedWithoutADigestAndWithoutItsVersion() throws IOException {
        LinuxKit spec = spec("init: [b/tool:1, 'maven:own:part']");
        Lock lock = update(Lock.EMPTY, spec, "1");
        assertThat(asked).containsExactly("docker.io/b/tool:1");
        assertThat(lock.format())
                .endsWith("# Modules of this project: the commit pins them.\nmodules:\n  - own:part\n");
        assertThat(Lock.parse(lock.format(), "os.lock")).isEqualTo(lock);
        lock.requireFits(spec, "os.lock");
        // versions:set moves the second, and the lock still fits.
        lock.requireFits(spec("init: [b/tool:1, 'maven:own:part:2']"), "os.lock");
        assertThat(update(lock, spec, "2", "maven:*")).isEqualTo(lock);
        assertThatThrownBy(() -> lock.requireFits(spec("init: [b/tool:1]"), "os.lock"))
                .isInstanceOf(LockIsStale.class)
                .hasMessageContaining("maven:own:part is in the lock, but no longer in the YAML");
        assertThatThrownBy(() -> Lock.parse("version: 1\nimages: {}\nmodules: [part]\n", "os.lock"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("os.lock:3:11")
                .hasMessageContaining("'part' is not groupId:artifactId");
    }

    @Test
    void theDigestOfAModuleInAnOldLockIsDroppedWithOneSentence() throws IOException {
        LinuxKit spec = spec("init: ['maven:own:part']");
        Lock old =
                new LockUpdate(List.of(), any -> false).apply(Lock.EMPTY, spec, reference -> resolved(reference, "1"));
        old.requireFits(spec, "os.lock");
        Lock now = update(old, spec, "1");
        assertThat(LockChange.between(old, now))
                .containsExactly("dropped maven:own:part " + digest("maven:own:part 1")
                        + ": a module of this project needs no digest");
        assertThat(LockChange.between(Lock.EMPTY, now))
                .containsExactly("added maven:own:part, a module of this project, without a digest");
        assertThat(LockChange.between(now, Lock.EMPTY))
                .containsExactly("dropped maven:own:part, which is no longer named");
        // A module that went to a repository needs a pin from then on.
        Lock back = new LockUpdate(List.of(), any -> false).apply(now, spec, reference -> resolved(reference, "1"));
        assertThat(LockChange.between(now, back)).containsExactly("added maven:own:part " + digest("maven:own:part 1"));
    }

    @Test
    void aModuleHasTheNeededPlatformsToo() throws IOException {
        LinuxKit spec = spec("init: ['maven:own:part']");
        ResolvedImage image = resolved(ImageReference.parse("maven:own:part"), "1");
        Lock pins = update(Lock.EMPTY, spec, "1")
                .withModulePins(List.of(new LockedImage("maven:own:part", image.root(), image.platforms())));
        pins.requirePlatforms(spec, AMD64, "os.lock");
        assertThatThrownBy(() -> pins.requirePlatforms(spec, Platform.parse("linux/arm64"), "os.lock"))
                .isInstanceOf(ImageWithoutPlatform.class);
    }

    private static boolean isModule(ImageReference reference) {
        return reference.canonical().startsWith("maven:own:");
    }

    private Lock update(Lock old, LinuxKit spec, String state, String... patterns) throws IOException {
        return new LockUpdate(List.of(patterns), LockTest::isModule).apply(old, spec, reference -> {
            asked.add(reference.canonical());
            return resolved(reference, state);
        });
    }

    private static ResolvedImage resolved(ImageReference reference, String state) {
        String name = reference.canonical() + " " + state;
        Descriptor root = Descriptor.of("application/vnd.oci.image.index.v1+json", digest(name), 7);
        return new ResolvedImage(root, new TreeMap<>(Map.of(AMD64, digest(name + " amd64"))));
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static LinuxKit spec(String yaml) {
        return LinuxKit.parse(List.of(new SpecText("os.yml", yaml)));
    }
}
