package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.oci.Descriptor;
import dev.slipway.trust.testing.DebianNotary;
import dev.slipway.verify.ImagesNotTrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker's notary signs on this machine, and the goals verify and build. */
class NotaryThenBuildIT {
    private static final Pattern ROOT_KEY = Pattern.compile("has the root keys \\[([0-9a-f]{64})]");
    private static final Pattern TIMESTAMP = Pattern.compile("(timestamp: \\{version: )[0-9]+");

    @TempDir
    private Path folder;

    @TempDir
    private Path signerFolder;

    private TestProject project;
    private DebianNotary notary;

    @BeforeEach
    void open() throws Exception {
        project = new TestProject(folder).yaml("kernel: {image: 'team/kernel:kernel'}\ninit: ['team/init:init']\n");
        project.push("init", Map.of("init", "#!/bin/sh\n"));
        notary = new DebianNotary(signerFolder, "docker.io/team/kernel");
        Files.copy(notary.tlsAuthority(), folder.resolve("tls.crt"));
    }

    @AfterEach
    void close() throws Exception {
        notary.close();
        project.close();
    }

    @Test
    void whatNotarySignedIsBuiltThroughEveryChangeOfKeys() throws Exception {
        Descriptor first = project.push("kernel", TestProject.KERNEL_IMAGE);
        notary.init();
        notary.sign("kernel", first.digest(), first.size());
        policy("0".repeat(64));
        project.resolve();
        // The user's way: the refusal names the key, its owner confirms it, the policy gets it.
        Matcher key = ROOT_KEY.matcher(refusal(this::verify));
        assertThat(key.find()).isTrue();
        policy(key.group(1));
        verify();
        assertThat(lock()).contains("notary:\n  docker.io/team/kernel:\n    root: 1\n", "timestamp: {version: ");
        project.initrd();

        notary.rotateSnapshotKey();
        notary.delegate();
        Descriptor second = project.push("kernel", Map.of("kernel", "a newer kernel", "kernel.tar", ""));
        project.resolve("all");
        assertThat(refusal(project::initrd)).contains("wrong-subject", "was signed for " + first.digest());
        notary.sign("kernel", second.digest(), second.size(), "targets/releases");
        verify();
        assertThat(lock()).contains("root: 2\n", "targets/releases: {version: ");

        notary.rotateRootKey();
        forgetEvidence();
        verify();
        assertThat(lock()).contains("root: 3\n");
        assertThat(project.initrd().kernel().orElseThrow()).hasContent("a newer kernel");
        System.out.println("notary-server: signed, snapshot and root key rotated, delegated, built");

        project.offline = true;
        verify();
        project.initrd();
        project.offline = false;
        project.write("linuxkit.lock", TIMESTAMP.matcher(lock()).replaceAll("$1" + 99));
        assertThat(refusal(project::initrd)).contains("rollback", "but version 99 was seen before");
    }

    private void policy(String rootKey) {
        project.write(
                "trust-policy.yml",
                """
                version: 1
                rules:
                - scope: team/kernel
                  require: {notary-v1: {server: '%s', root-certs: ['%s'], tls-ca: tls.crt}}
                """
                        .formatted(notary.address(), rootKey));
    }

    private void verify() throws IOException {
        new VerifyTrust(project.environment()).run(project.project(), folder.resolve("target/report.json"), false);
    }

    private String lock() throws IOException {
        return Files.readString(folder.resolve("linuxkit.lock"));
    }

    private static String refusal(ThrowingCallable call) {
        return String.valueOf(catchThrowableOfType(ImagesNotTrusted.class, call).getMessage());
    }

    private void forgetEvidence() throws IOException {
        try (Stream<Path> names = Files.walk(folder.resolve("store/derived/trust-evidence"))) {
            for (Path file : names.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
