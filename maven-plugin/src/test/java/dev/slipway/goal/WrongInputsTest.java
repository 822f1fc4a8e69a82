package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole message of each failure that a user is most likely to meet; and nothing is left behind. */
class WrongInputsTest {
    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() {
        project = new TestProject(folder);
        project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("init", "#!/bin/sh\n"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aTypoInAKey() {
        project.yaml("services:\n- name: web\n  image: team/init:init\n  capabilites: [CAP_CHOWN]\n");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:4:3: services[0].capabilites: there is no such key
                  Did you mean capabilities?
                """);
    }

    @Test
    void aWrongType() {
        project.yaml("services:\n- name: web\n  image: team/init:init\n  readonly: yes\n  command: [sleep, 5]\n");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml: 2 errors
                  linuxkit.yml:4:13: services[0].readonly: expected true or false, found the text 'yes'
                    Write true (in YAML 1.2 this is a text)
                  linuxkit.yml:5:20: services[0].command[1]: expected a text, found the number 5
                    Write it in quotes: "5"
                """);
    }

    @Test
    void anUnknownCapability() {
        project.yaml("services:\n- name: web\n  image: team/init:init\n  capabilities: [net_admin]\n");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:4:18: services[0].capabilities[0]: there is no capability 'net_admin'
                  Did you mean CAP_NET_ADMIN?
                """);
    }

    @Test
    void aMissingImage() {
        project.yaml("init: ['" + project.registry.host() + "/team/nothing:here']\n");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:1:8: init[0]: HOST/team/nothing:here: HOST has no tag 'here' of this image (status 404, MANIFEST_UNKNOWN: not here)
                  Check the spelling of name and tag. If it was there once, choose another tag, and move the lock to it:
                  mvn slipway:resolve -Dslipway.update=HOST/team/nothing:here
                """);
    }

    @Test
    void aBlobOfAnotherLength() {
        project.yaml("init: ['" + project.registry.host() + "/team/init:init']\n");
        project.registry.next("blobs/", exchange -> {
            byte[] other = "not what was asked for".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
        });
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:1:8: init[0]: HOST/team/init:init: HOST does not answer as a registry should (one attempt): sends 22 bytes for sha256:HEX, and the manifest says 211
                  Try again later; what was downloaded so far is kept. If it happens again, contact the administrator of HOST.
                """);
    }

    @Test
    void aRegistryThatCannotBeReached() {
        project.yaml("init: ['127.0.0.1:1/team/init:init']\n");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:1:8: init[0]: 127.0.0.1:1/team/init:init: 127.0.0.1:1 cannot be reached (2 attempts): connection refused
                  Check the registry's name, the network, and <proxies> in settings.xml. Or use a mirror:
                  -Dslipway.mirrors=REGISTRY=https://MIRROR
                """);
    }

    @Test
    void aRegistryThatWantsAPassword() {
        project.yaml("init: ['" + project.registry.host() + "/team/init:init']\n");
        project.registry.require("Basic c2VjcmV0", "Basic realm=\"team\"");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:1:8: init[0]: HOST/team/init:init: HOST refuses access (status 401, UNAUTHORIZED: authentication required); there are no credentials for HOST in settings.xml, DOCKER'S AND PODMAN'S FILES
                  If the image is private, put into settings.xml:
                    <server>
                      <id>HOST</id>
                      <username>USER</username>
                      <password>PASSWORD OR ACCESS TOKEN</password>
                    </server>
                  Many registries answer the same for a name that does not exist: check its spelling.
                """);
    }

    @Test
    void aStaleLock() throws Exception {
        project.yaml("init: [team/init:init]\n").resolve();
        project.yaml("kernel: {image: team/kernel:kernel}\ninit: [team/init:init]\n");
        expect(
                () -> project.initrd(),
                """
                linuxkit.lock: the lock does not match the YAML
                  linuxkit.yml:1:17: kernel.image: team/kernel:kernel is not locked
                  The build uses locked images only, and the YAML was changed since the lock was written.
                  Run: mvn slipway:resolve
                  Then commit the lock.
                """,
                "linuxkit.lock");
    }

    @Test
    void anImageWithoutThePlatform() {
        project.yaml("init: [team/init:init]\n");
        project.platform = "linux/arm64";
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:1:8: init[0]: docker.io/team/init:init: there is no linux/arm64 in this image; it has linux/amd64
                  Choose an image that is built for linux/arm64, or build for a platform it has.
                """);
    }

    @Test
    void aKernelImageWithoutKernel() throws Exception {
        project.yaml("kernel: {image: team/init:init}\n").resolve();
        expect(
                () -> project.initrd(),
                """
                linuxkit.yml:1:17: kernel.image: the image docker.io/team/init:init has no kernel at 'kernel'
                  At its root the image has init.
                  Name the file that is the kernel in the section kernel:  binary: <path in the image>
                  or name an image that has a kernel.
                """,
                "linuxkit.lock");
    }

    @Test
    void aFileThatIsNotThere() throws Exception {
        project.yaml("init: [team/init:init]\nfiles:\n- {path: etc/x, source: no/such/file}\n")
                .resolve();
        expect(
                () -> project.initrd(),
                """
                linuxkit.yml:3:25: files[0].source: there is no file 'no/such/file'
                  A relative path starts at the folder of the YAML file, or at slipway.sources. If the file may be missing, add:  optional: true
                """,
                "linuxkit.lock");
    }

    @Test
    void aNameThatNoFileCanHave() throws Exception {
        project.yaml("files:\n- {path: a, source: \"a\\0b\"}\n");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:2:21: files[0].source: 'a?b' is not the name of a file
                  Write the path of a file on this machine
                """);
    }

    @Test
    void halfACharacter() throws Exception {
        project.yaml("init: [\"oci:\\ud800\"]\n");
        expect(
                () -> project.resolve(),
                """
                linuxkit.yml:1:8: init[0]: an escape gives only half of a character (U+D800 to U+DFFF), which no text can hold
                  Write the character itself
                """);
    }

    @Test
    void aTargetThatCannotBeWritten() throws Exception {
        project.yaml("init: [team/init:init]\n").resolve();
        project.write("occupied", "a file where a folder should be");
        expect(
                () -> project.initrd(folder.resolve("occupied/target")),
                """
                DIR/occupied/target: this could not be written: DIR/occupied/target: Not a directory
                  Free some space or make the folder writable, then run the build again. The old files have not been changed.
                """,
                "linuxkit.lock");
    }

    private void expect(ThrowingCallable wrong, String message, String... files) {
        Throwable failure = catchThrowable(wrong);
        assertThat(failure).isInstanceOf(Problem.class);
        assertThat(project.plain(failure.getMessage())).isEqualTo(message.stripTrailing());
        assertThat(project.outputs()).containsExactly(files);
    }
}
