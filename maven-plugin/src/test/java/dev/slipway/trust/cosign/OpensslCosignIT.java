package dev.slipway.trust.cosign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.trust.TrustCheck;
import dev.slipway.trust.Verdict;
import dev.slipway.trust.VerificationRequest;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.policy.Policy;
import dev.slipway.trust.policy.TrustSection;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.TestImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signatures in cosign's format made with openssl, and a bundle by sigstore-js, in Docker's registry on this machine. Needs the
 * Debian packages {@code docker-registry} and {@code openssl}.
 */
class OpensslCosignIT {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final LoopbackRegistry registry = new LoopbackRegistry();
    private @Nullable Process server;
    private String host = "";

    @BeforeEach
    void startRegistry() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            host = "127.0.0.1:" + socket.getLocalPort();
        }
        Files.writeString(
                folder.resolve("registry.yml"),
                """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: %s}
                """
                        .formatted(folder.resolve("storage"), host));
        server = new ProcessBuilder("docker-registry", "serve", "registry.yml")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "cosign.key");
        run("openssl", "ec", "-in", "cosign.key", "-pubout", "-out", "cosign.pub");
        awaitRegistry();
    }

    @AfterEach
    void stopRegistry() throws InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void signatureByOpensslIsFoundAndAccepted() throws Exception {
        Subject signed = push("linuxkit/kernel", "signed");
        Subject unsigned = push("linuxkit/kernel", "unsigned");
        sign(signed, host + "/linuxkit/kernel");
        Subject replayed = push("linuxkit/other", "signed");
        sign(replayed, host + "/linuxkit/kernel");

        assertThat(check(signed).outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        assertThat(check(unsigned).rejected().orElseThrow().reason()).isEqualTo(Reason.NO_SIGNATURE);
        assertThat(check(replayed).rejected().orElseThrow().reason()).isEqualTo(Reason.WRONG_REPOSITORY);
    }

    @Test
    void bundleBySigstoreJsIsFoundUnderTheFallbackTag() throws Exception {
        byte[] index = resource("subject.json");
        registry.pushManifest(host + "/linuxkit/hello", "v1", index);
        byte[] bundle = resource("keyless-sign.sigstore.json");
        registry.pushBlob(host + "/linuxkit/hello", EMPTY);
        registry.pushBlob(host + "/linuxkit/hello", bundle);
        ObjectNode manifest = Nodes.object().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.put("artifactType", TestImage.BUNDLE);
        manifest.set("config", Nodes.descriptor("application/vnd.oci.empty.v1+json", EMPTY));
        manifest.putArray("layers").add(Nodes.descriptor(TestImage.BUNDLE, bundle));
        manifest.set("subject", Nodes.descriptor("application/vnd.oci.image.index.v1+json", index));
        byte[] bytes = Nodes.bytes(manifest);
        registry.pushManifest(host + "/linuxkit/hello", Digest.of(bytes).toString(), bytes);
        ObjectNode referrers = Nodes.object().put("schemaVersion", 2);
        referrers.put("mediaType", "application/vnd.oci.image.index.v1+json");
        referrers.putArray("manifests").add(Nodes.descriptor(MANIFEST, bytes));
        registry.pushManifest(
                host + "/linuxkit/hello", "sha256-" + Digest.of(index).hex(), Nodes.bytes(referrers));
        Subject subject = new Subject(
                ImageReference.parse(host + "/linuxkit/hello:v1"),
                Descriptor.of("application/vnd.oci.image.index.v1+json", Digest.of(index), index.length),
                index);

        // The statement names docker.io/linuxkit/hello; this registry is a copy, and the policy says so.
        String policy =
                """
                version: 1
                roots: {mock: {trusted-root: trusted_root.json}}
                rules:
                - scope: %s/linuxkit/*
                  signed-as: docker.io/linuxkit/*
                  require: {sigstore-keyless: {root: mock, issuer: 'https://token.actions.githubusercontent.com',
                    identity: 'https://github.com/linuxkit/linuxkit/.github/workflows/release.yml@refs/heads/main'}}
                """
                        .formatted(host);

        assertThat(check(subject, policy).outcome()).isEqualTo(Verdict.Outcome.SIGNED);
        assertThat(check(subject, policy.replaceFirst(".*signed-as.*\n", ""))
                        .rejected()
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.WRONG_REPOSITORY);
    }

    private Subject push(String path, String tag) throws IOException {
        byte[] config = ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"tag\":\"" + tag + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        String repository = host + "/" + path;
        registry.pushBlob(repository, config);
        ObjectNode manifest = Nodes.object().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", Nodes.descriptor("application/vnd.oci.image.config.v1+json", config));
        manifest.putArray("layers");
        byte[] bytes = Nodes.bytes(manifest);
        registry.pushManifest(repository, tag, bytes);
        return new Subject(
                ImageReference.parse(repository + ":" + tag),
                Descriptor.of(MANIFEST, Digest.of(bytes), bytes.length),
                bytes);
    }

    private void sign(Subject subject, String name) throws Exception {
        byte[] payload = TestImage.payload(name, subject.digest().toString(), "cosign container image signature");
        Files.write(folder.resolve("payload"), payload);
        run("openssl", "dgst", "-sha256", "-sign", "cosign.key", "-out", "signature", "payload");
        String repository = subject.repository().toString();
        registry.pushBlob(repository, payload);
        registry.pushBlob(repository, EMPTY);
        ObjectNode layer = Nodes.descriptor(TestImage.SIMPLE_SIGNING, payload);
        layer.putObject("annotations")
                .put(
                        "dev.cosignproject.cosign/signature",
                        Nodes.base64(Files.readAllBytes(folder.resolve("signature"))));
        ObjectNode manifest = Nodes.object().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", Nodes.descriptor("application/vnd.oci.image.config.v1+json", EMPTY));
        manifest.putArray("layers").add(layer);
        registry.pushManifest(repository, "sha256-" + subject.digest().hex() + ".sig", Nodes.bytes(manifest));
    }

    private Verdict check(Subject subject) {
        return check(
                subject,
                """
                version: 1
                keys: {linuxkit: {file: cosign.pub}}
                rules: [{scope: '%s/*', require: {sigstore-key: {keys: [linuxkit]}}}]
                """
                        .formatted(host));
    }

    private Verdict check(Subject subject, String policy) {
        Policy parsed = Policy.parse(
                policy, "trust-policy.yml", path -> path.equals("cosign.pub") ? file(path) : resource(path));
        return new TrustCheck(parsed, TrustSection.NONE, Clock.systemUTC())
                .check(new VerificationRequest(subject, subject.digest(), null), registry, Map.of());
    }

    private byte[] file(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(OpensslCosignIT.class.getResourceAsStream("/trust/sigstore-js/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRegistry() throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                registry.pushBlob(host + "/linuxkit/kernel", EMPTY);
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("the registry does not listen");
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(List.of(command) + "\n" + output).isZero();
    }
}
