package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lock.Lock;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.output.format.Iso;
import dev.slipway.output.format.IsoForm;
import dev.slipway.project.LockWouldChange;
import dev.slipway.result.OutputNames;
import dev.slipway.verify.ImagesNotTrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an ISO starts by stands in the lock, and the policy's rules are for it. */
class BootLoaderInLockTest {
    private static final String LOADER = "team/loader:boot";
    private static final String CANONICAL = "docker.io/team/loader:boot";

    @TempDir
    private Path folder;

    private TestProject project = new TestProject(Path.of("unset"));

    @BeforeEach
    void open() {
        project.close();
        project = new TestProject(folder);
        project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("bin/init", "x"));
        loader("one");
        project.yaml("kernel: {image: 'team/kernel:kernel'}\ninit: ['team/init:init']\n");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void resolvePinsItWhereAnIsoIsBuiltAndNowhereElse() throws IOException {
        project.resolve();
        assertThat(lock().bootLoaders()).isEmpty();
        resolve();
        assertThat(lock().bootLoader(CANONICAL)).isPresent();
        String first = text();
        assertThat(first)
                .contains("# What an ISO starts by.\nbootLoaders:\n  docker.io/team/loader:boot:\n    digest: ");
        assertThat(Lock.parse(first, "linuxkit.lock").format()).isEqualTo(first);
        // A pin moves on request only, and a goal that builds no ISO leaves it alone.
        loader("two");
        resolve();
        project.resolve();
        project.initrd();
        assertThat(text()).isEqualTo(first);
        resolve("*loader*");
        assertThat(text()).isNotEqualTo(first);
        assertThat(project.log).anyMatch(line -> line.startsWith("moved docker.io/team/loader:boot "));
    }

    @Test
    void theIsoIsMadeOfWhatIsLocked() throws IOException {
        resolve();
        project.offline = true;
        Path iso = iso(true);
        byte[] locked = Files.readAllBytes(iso);
        project.offline = false;
        loader("two");
        Files.delete(iso);
        assertThat(Files.readAllBytes(iso(true))).isEqualTo(locked);
    }

    @Test
    void theGoalIsoAddsAMissingPinUnlessItIsFrozen() throws IOException {
        project.resolve();
        assertThatThrownBy(() -> iso(true))
                .isInstanceOf(LockWouldChange.class)
                .hasMessageContaining("added docker.io/team/loader:boot sha256:");
        project.initrd();
        iso(false);
        assertThat(lock().bootLoader(CANONICAL)).isPresent();
        project.log.clear();
        project.again();
        assertThat(project.log).as("the initrd does not depend on it").anyMatch(line -> line.contains("up to date"));
        iso(true);
    }

    @Test
    void theRulesOfThePolicyAreForItToo() throws IOException {
        project.write(
                "trust-policy.yml",
                "version: 1\ndefault: reject\nrules:\n- {scope: team/kernel, require: {pinned: {}}}\n"
                        + "- {scope: team/init, require: {pinned: {}}}\n");
        resolve();
        project.initrd();
        assertThatThrownBy(() -> iso(false))
                .isInstanceOf(ImagesNotTrusted.class)
                .hasMessageContaining(CANONICAL + ": must not be used");
        assertThatThrownBy(() -> new VerifyTrust(project.environment())
                        .run(project.project(), folder.resolve("target/report.json"), true))
                .isInstanceOf(ImagesNotTrusted.class)
                .hasMessageContaining(CANONICAL);
        project.write(
                "trust-policy.yml", "version: 1\ndefault: reject\nrules:\n- {scope: team/*, require: {pinned: {}}}\n");
        assertThat(iso(true)).exists();
    }

    @Test
    void anotherVersionTakesThePlaceOfTheFirst() throws IOException {
        resolve();
        project.registry.image("next", "linux/amd64", TestProject.layer(files("one")));
        new LockImages(project.environment())
                .withBootLoaders(List.of("team/loader:next"))
                .run(project.project(), List.of(), false);
        assertThat(lock().bootLoaders()).hasSize(1);
        assertThat(lock().bootLoader("docker.io/team/loader:next")).isPresent();
    }

    private void resolve(String... update) throws IOException {
        new LockImages(project.environment())
                .withBootLoaders(List.of(LOADER))
                .run(project.project(), List.of(update), false);
    }

    private Path iso(boolean frozen) throws IOException {
        OutputNames names = OutputNames.of(folder.resolve("target"), "os");
        BuildSystem.Request request = new BuildSystem.Request(
                names, 0, List.of(Iso.of(new FormatSettings("auto", new IsoForm("efi", "OS"), LOADER))));
        return new BuildSystem(project.environment(), frozen)
                .run(project.project(), request)
                .get(0)
                .file();
    }

    private void loader(String text) {
        project.push("boot", files(text));
    }

    private static Map<String, String> files(String text) {
        return Map.of("EFI/BOOT/BOOTX64.EFI", text, "EFI/BOOT/grubx64.efi", "grub");
    }

    private Lock lock() throws IOException {
        return Lock.parse(text(), "linuxkit.lock");
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve("linuxkit.lock"));
    }
}
