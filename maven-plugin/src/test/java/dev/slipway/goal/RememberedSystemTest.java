package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that changes nothing neither reads the project nor looks at images, and still notices every change. */
class RememberedSystemTest {
    private static final long STEP = 2_050;

    @TempDir
    private Path folder;

    private TestProject test;

    @BeforeEach
    void remembered() throws Exception {
        test = new TestProject(folder);
        test.push("app", Map.of("bin/app", "app"));
        test.yaml(
                """
                init: ["team/app:app"]
                files:
                  - {path: etc/motd, source: motd}
                """);
        test.write("motd", "one");
        lock();
        test.initrd();
        // What was changed just now is not believed to be as it was.
        Thread.sleep(STEP);
        lock();
        test.again();
        assertThat(folder.resolve("target/slipway")).isDirectoryContaining("glob:**/os.*.seen");
        assertThat(folder.resolve("linuxkit.lock.seen")).exists();
        test.log.clear();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private void lock() throws IOException {
        new LockImages(test.environment()).rememberingIn(folder).run(test.project(), List.of(), false);
    }

    /** One test, because each of them would have to wait until its files are old enough. */
    @Test
    void nothingIsReadWhereNothingWasTouchedAndEveryChangeIsNoticed() throws IOException {
        nothingIsReadWhereNothingWasTouched();
        whatTheStoreHasLostIsFetchedAgain();
        everyChangeIsNoticed();
    }

    /** Shown by memories that nobody could have who reads the project. */
    private void nothingIsReadWhereNothingWasTouched() throws IOException {
        replace("linuxkit.lock.seen", "outcome 1 0", "outcome 7 0");
        lock();
        assertThat(test.log).containsExactly("linuxkit.lock: 7 images, unchanged");
        String remembered = "sha256:" + "0".repeat(64);
        String inputs = Files.readString(folder.resolve("target/slipway/os-initrd.img.up-to-date"))
                .substring("inputs ".length(), "inputs ".length() + remembered.length());
        replace("target/slipway/os-initrd.img.up-to-date", inputs, remembered);
        replace("target/slipway/os.kernel+initrd.seen", inputs, remembered);
        test.again();
        assertThat(test.log).endsWith("os-initrd.img is up to date");
    }

    private void everyChangeIsNoticed() throws IOException {
        String before = digest();
        test.write("motd", "two");
        assertThat(digest()).isNotEqualTo(before);
        test.write("motd", "one");
        assertThat(digest()).isEqualTo(before);
        Files.delete(folder.resolve("target/os-initrd.img"));
        assertThat(digest()).isEqualTo(before);
        assertThat(folder.resolve("target/os-initrd.img")).exists();
        test.write("trust_policy.yml", "version: 1\n");
        assertThatThrownBy(test::again).hasMessageContaining("looks like a policy");
        Files.delete(folder.resolve("trust_policy.yml"));
        test.write("trust-policy.yml", "version: 1\ndefault: reject\n");
        assertThatThrownBy(test::again).hasMessageContaining("team/app");
        Files.delete(folder.resolve("trust-policy.yml"));
        test.yaml("init: [\"team/other:app\"]\n");
        assertThatThrownBy(test::again).hasMessageContaining("team/other");
    }

    private void whatTheStoreHasLostIsFetchedAgain() throws IOException {
        Path blobs = folder.resolve("store/blobs");
        List<Path> files;
        try (Stream<Path> all = Files.walk(blobs)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        lock();
        assertThat(blobs).isDirectoryRecursivelyContaining(Files::isRegularFile);
    }

    private String digest() throws IOException {
        return test.again().outputs().get(0).digest().toString();
    }

    private void replace(String file, String old, String other) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(old);
        Files.writeString(folder.resolve(file), text.replace(old, other));
    }
}
