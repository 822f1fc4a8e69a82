package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lock.Lock;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.output.format.Iso;
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

    private Workshop shop = new Workshop(Path.of("unset"));

    @BeforeEach
    void open() {
        shop.close();
        shop = new Workshop(folder);
        shop.push("kernel", Workshop.KERNEL_IMAGE);
        shop.push("init", Map.of("bin/init", "x"));
        loader("one");
        shop.yaml("kernel: {image: 'team/kernel:kernel'}\ninit: ['team/init:init']\n");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void resolvePinsItWhereAnIsoIsBuiltAndNowhereElse() throws IOException {
        shop.resolve();
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
        shop.resolve();
        shop.initrd();
        assertThat(text()).isEqualTo(first);
        resolve("*loader*");
        assertThat(text()).isNotEqualTo(first);
        assertThat(shop.log).anyMatch(line -> line.startsWith("moved docker.io/team/loader:boot "));
    }

    @Test
    void theIsoIsMadeOfWhatIsLocked() throws IOException {
        resolve();
        shop.offline = true;
        Path iso = iso(true);
        byte[] locked = Files.readAllBytes(iso);
        shop.offline = false;
        loader("two");
        Files.delete(iso);
        assertThat(Files.readAllBytes(iso(true))).isEqualTo(locked);
    }

    @Test
    void theGoalIsoAddsAMissingPinUnlessItIsFrozen() throws IOException {
        shop.resolve();
        assertThatThrownBy(() -> iso(true))
                .isInstanceOf(LockWouldChange.class)
                .hasMessageContaining("added docker.io/team/loader:boot sha256:");
        shop.initrd();
        iso(false);
        assertThat(lock().bootLoader(CANONICAL)).isPresent();
        shop.log.clear();
        shop.again();
        assertThat(shop.log).as("the initrd does not depend on it").anyMatch(line -> line.contains("up to date"));
        iso(true);
    }

    @Test
    void theRulesOfThePolicyAreForItToo() throws IOException {
        shop.write(
                "trust-policy.yml",
                "version: 1\ndefault: reject\nrules:\n- {scope: team/kernel, require: {pinned: {}}}\n"
                        + "- {scope: team/init, require: {pinned: {}}}\n");
        resolve();
        shop.initrd();
        assertThatThrownBy(() -> iso(false))
                .isInstanceOf(ImagesNotTrusted.class)
                .hasMessageContaining(CANONICAL + ": must not be used");
        assertThatThrownBy(() -> new VerifyTrust(shop.environment())
                        .run(shop.project(), folder.resolve("target/report.json"), true))
                .isInstanceOf(ImagesNotTrusted.class)
                .hasMessageContaining(CANONICAL);
        shop.write(
                "trust-policy.yml", "version: 1\ndefault: reject\nrules:\n- {scope: team/*, require: {pinned: {}}}\n");
        assertThat(iso(true)).exists();
    }

    @Test
    void anotherVersionTakesThePlaceOfTheFirst() throws IOException {
        resolve();
        shop.registry.image("next", "linux/amd64", Workshop.layer(files("one")));
        new LockImages(shop.environment())
                .withBootLoaders(List.of("team/loader:next"))
                .run(shop.project(), List.of(), false);
        assertThat(lock().bootLoaders()).hasSize(1);
        assertThat(lock().bootLoader("docker.io/team/loader:next")).isPresent();
    }

    private void resolve(String... update) throws IOException {
        new LockImages(shop.environment()).withBootLoaders(List.of(LOADER)).run(shop.project(), List.of(update), false);
    }

    private Path iso(boolean frozen) throws IOException {
        OutputNames names = OutputNames.of(folder.resolve("target"), "os");
        BuildSystem.Request request =
                new BuildSystem.Request(names, 0, List.of(Iso.of(new FormatSettings("auto", "efi", "OS", LOADER))));
        return new BuildSystem(shop.environment(), frozen)
                .run(shop.project(), request)
                .get(0)
                .file();
    }

    private void loader(String text) {
        shop.push("boot", files(text));
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
