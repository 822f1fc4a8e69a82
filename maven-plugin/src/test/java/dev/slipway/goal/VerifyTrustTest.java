package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.MediaTypes;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.output.format.Iso;
import dev.slipway.output.format.IsoForm;
import dev.slipway.project.TrustSettings;
import dev.slipway.result.OutputNames;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestImage;
import dev.slipway.verify.ImagesNotTrusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal on a project, a registry that keeps signatures, and the goals that refuse what it refuses. */
class VerifyTrustTest {
    private static final byte[] EMPTY = {'{', '}'};

    @TempDir
    private Path folder;

    private final KeyPair key = Signing.p256();
    private TestProject project;
    private Descriptor kernel;

    @BeforeEach
    void open() {
        project = new TestProject(folder);
        kernel = project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("init", "#!/bin/sh\n"));
        // Not through a mirror: it would have the real registry asked for signatures that the mirror lacks.
        project.yaml("kernel: {image: 'HOST/team/kernel:kernel'}\ninit: ['HOST/team/init:init']\n"
                .replace("HOST", project.registry.host()));
        project.write("team.pub", Signing.pem(key.getPublic()));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aSignedKernelPassesAndTheReportSaysWhoSigned() throws IOException {
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        sign(kernel, "team/kernel");
        project.resolve();
        verify();
        assertThat(report())
                .contains("\"allowed\" : true", "\"verdict\" : \"signed\"", "\"scheme\" : \"sigstore-key\"");
        assertThat(project.log.stream().map(project::plain))
                .anyMatch(line -> line.matches(
                        "HOST/team/kernel:kernel +[0-9a-f]{12}  signed by HOST/team/kernel  " + "sigstore-key .*"))
                .anyMatch(line -> line.matches("HOST/team/init:init +[0-9a-f]{12}  unverified by default  .*"))
                .anyMatch(line -> line.matches("looked at in [0-9]+ ms, with [1-9] requests"));
        project.initrd();
    }

    @Test
    void whatIsKnownIsNotAskedAgainAndNothingIsAskedOffline() throws IOException {
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        sign(kernel, "team/kernel");
        project.resolve();
        verify();
        project.registry.forget();
        verify();
        project.initrd();
        project.offline = true;
        verify();
        project.initrd();
        assertThat(project.registry.seen()).isEmpty();
        assertThat(project.log).contains("looked at in 0 ms, with 0 requests".replace("0 ms", lastMillis()));
    }

    @Test
    void anUnsignedKernelIsRefusedByEveryGoalThatBuilds() throws IOException {
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        project.resolve();
        String refusal = project.plain(refusal(this::verify));
        assertThat(refusal)
                .isEqualTo(
                        """
                        HOST/team/kernel:kernel: must not be used: it has no signature of the kind that its rule asks for \
                        (no-signature, rule HOST/team/kernel)
                          Ask the publisher to sign this digest, or lock one that is signed.""");
        assertThat(report()).contains("\"allowed\" : false", "\"reason\" : \"no-signature\"");
        assertThat(project.plain(refusal(project::initrd))).isEqualTo(refusal);
        assertThat(project.plain(refusal(this::tar))).isEqualTo(refusal);
        assertThat(project.plain(refusal(this::iso))).isEqualTo(refusal);
        assertThat(project.outputs()).containsExactly("linuxkit.lock", "target/slipway/trust-report.json");
    }

    @Test
    void whatIsUpToDateIsRefusedAsWellOnceThePolicyWantsMore() throws IOException {
        project.resolve();
        project.again();
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        assertThatThrownBy(project::again).isInstanceOf(ImagesNotTrusted.class);
    }

    @Test
    void aSignatureForAnotherRepositoryProvesNothing() throws IOException {
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        sign(kernel, "team/other");
        project.resolve();
        assertThat(refusal(this::verify)).contains("wrong-repository").contains("signed-as");
    }

    @Test
    void aTagThatMovedToAnUnsignedImageIsRefusedOnceItIsLocked() throws IOException {
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        sign(kernel, "team/kernel");
        project.resolve();
        project.push("kernel", Map.of("kernel", "another", "kernel.tar", ""));
        project.resolve();
        verify();
        project.resolve("all");
        assertThat(refusal(this::verify)).contains("no-signature");
    }

    @Test
    void theYamlAloneAsksForAProof() throws IOException {
        project.write(
                "linuxkit.yml",
                Files.readString(folder.resolve("linuxkit.yml"))
                        + "trust: {image: [HOST/team/kernel, a/b]}\n".replace("HOST", project.registry.host()));
        project.resolve();
        assertThat(project.plain(refusal(project::initrd)))
                .startsWith(
                        "HOST/team/kernel:kernel: must not be used: it must be verified, as the YAML's 'trust' says");
        assertThatThrownBy(this::verify).isInstanceOf(ImagesNotTrusted.class);
        assertThat(project.log)
                .contains("warning: 'trust' names a/b, but the YAML has no such image: correct or remove the name");
    }

    @Test
    void ofDockerHubItIsSaidThatItsNotaryEnds() throws IOException {
        project.yaml("kernel: {image: 'team/kernel:kernel'}\ntrust: {org: [team]}\n");
        project.resolve();
        assertThat(refusal(this::verify))
                .isEqualTo(
                        """
                        docker.io/team/kernel:kernel: must not be used: it must be verified, as the YAML's 'trust' says, and no \
                        rule says how (no-rule, rule trust)
                          trust: names docker.io/team/kernel:kernel; Docker's Notary v1 shuts down on 2026-12-08 and is not \
                        asked. Add a rule to trust-policy.yml (sigstore-key, sigstore-keyless, notation or pinned).""");
    }

    @Test
    void theCommandLineOnlyTightens() throws IOException {
        project.write("trust-policy.yml", "version: 1\ndefault: reject\n");
        project.resolve();
        assertThat(refusal(() -> verify("accept"))).contains("2 images", "the policy's default is reject");
        project.write("trust-policy.yml", "version: 1\ndefault: accept\n");
        verify("accept");
        assertThat(refusal(() -> verify("reject"))).contains("2 images");
        assertThatThrownBy(() -> verify("strict"))
                .hasMessage(
                        "slipway.trust.default: there is no 'strict'\n  Write one of: accept, listed, pinned, reject");
    }

    @Test
    void whatIsKeptIsEvidenceAndNoVerdict() throws IOException {
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        sign(kernel, "team/kernel");
        project.resolve();
        verify();
        // Another key, same scope: what was kept for the old policy does not count.
        project.write("team.pub", Signing.pem(Signing.p256().getPublic()));
        assertThat(refusal(this::verify)).contains("must not be used");
        project.write("team.pub", Signing.pem(key.getPublic()));
        Path kept = evidence();
        String text = Files.readString(kept);
        Files.writeString(kept, text.replace('A', 'B'));
        project.registry.forget();
        verify();
        assertThat(project.registry.seen()).isNotEmpty();
        assertThat(evidence()).hasContent(text);
    }

    @Test
    void anOfflineBuildWithoutEvidenceSaysWhatToRun() throws IOException {
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        sign(kernel, "team/kernel");
        project.resolve();
        project.offline = true;
        assertThat(refusal(project::initrd)).contains("cannot-tell", "Run once without -o: mvn slipway:verify-trust");
    }

    /** Shown by a memory that nobody could have who looks at the images. */
    @Test
    void whereNobodyAsksForAProofNothingIsLookedAtAgainUntilSomethingChanges() throws Exception {
        project.resolve();
        verify();
        Thread.sleep(2_050);
        verify();
        Path memory = folder.resolve("target/slipway/trust-report.json.seen");
        Files.writeString(memory, Files.readString(memory).replace("unverified by default", "as it was"));
        project.log.clear();
        verify();
        assertThat(project.log)
                .anyMatch(line -> line.contains("/team/kernel:kernel ") && line.contains("as it was"))
                .endsWith("looked at in 0 ms, with 0 requests");
        project.write("trust-policy.yml", "version: 1\ndefault: reject\n");
        assertThat(refusal(this::verify)).contains("2 images");
        Files.delete(folder.resolve("trust-policy.yml"));
        Files.delete(reportFile());
        verify();
        assertThat(report()).contains("unverified");
        assertThat(refusal(() -> verify("reject"))).contains("2 images");
    }

    @Test
    void theManifestOfThePlatformMayBeWhatIsSigned() throws IOException {
        Descriptor amd64 = project.push("one", Map.of("kernel", "k", "kernel.tar", ""));
        project.registry.index("kernel", amd64);
        rule("team/kernel", "{sigstore-key: {keys: [team]}}");
        sign(amd64, "team/kernel");
        project.resolve();
        assertThat(refusal(this::verify)).contains("no-signature");
        rule("team/kernel", "{sigstore-key: {keys: [team]}}\n  subject: platform");
        verify();
        assertThat(report()).contains("only the manifest of the platform is verified, not the index");
    }

    @Test
    void aPolicyWithErrorsNamesTheLine() throws IOException {
        project.write("trust-policy.yml", "version: 1\nkeys: {team: {file: gone.pub}}\nrulez: []\n");
        project.resolve();
        assertThat(refusal(project::initrd)).contains("trust-policy.yml:2", "gone.pub", "Did you mean rules?");
    }

    private void rule(String repository, String require) {
        project.write(
                "trust-policy.yml",
                "version: 1\nkeys: {team: {file: team.pub}}\nrules:\n- scope: %s/%s\n  require: %s\n"
                        .formatted(project.registry.host(), repository, require));
    }

    /** Signs as {@code cosign sign --key} did. */
    private void sign(Descriptor image, String repository) {
        byte[] payload = TestImage.payload(
                project.registry.host() + "/" + repository,
                image.digest().toString(),
                "cosign container image signature");
        project.registry.blob(TestImage.SIMPLE_SIGNING, payload);
        project.registry.blob(MediaTypes.OCI_CONFIG, EMPTY);
        ObjectNode layer = Nodes.descriptor(TestImage.SIMPLE_SIGNING, payload);
        layer.putObject("annotations")
                .put("dev.cosignproject.cosign/signature", Nodes.base64(Signing.ecdsa(key, payload)));
        ObjectNode manifest = Nodes.object().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        manifest.set("config", Nodes.descriptor(MediaTypes.OCI_CONFIG, EMPTY));
        manifest.putArray("layers").add(layer);
        project.registry.document(
                "sha256-" + image.digest().hex() + ".sig", MediaTypes.OCI_MANIFEST, Nodes.bytes(manifest));
    }

    private void verify() throws IOException {
        verify(null);
    }

    private void verify(String atLeast) throws IOException {
        new VerifyTrust(project.environment())
                .run(project.project().withTrust(TrustSettings.of(null, atLeast)), reportFile(), false);
    }

    private void tar() throws IOException {
        project.tar();
    }

    private void iso() throws IOException {
        project.build(
                OutputNames.of(folder.resolve("target"), "os"),
                0,
                Iso.of(new FormatSettings("auto", new IsoForm("both", "OS"), "team/bootloader:1")));
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("a refusal").isNotNull();
        return String.valueOf(thrown.getMessage());
    }

    private Path reportFile() {
        return folder.resolve("target/slipway/trust-report.json");
    }

    private String report() throws IOException {
        return Files.readString(reportFile());
    }

    private String lastMillis() {
        return project.log.stream()
                .filter(line -> line.startsWith("looked at in "))
                .reduce((a, b) -> b)
                .orElseThrow()
                .replaceAll("looked at in ([0-9]+ ms).*", "$1");
    }

    /** The blob with the evidence that is kept. */
    private Path evidence() throws IOException {
        try (Stream<Path> names = Files.walk(folder.resolve("store/derived/trust-evidence"))) {
            List<Path> files = names.filter(Files::isRegularFile).toList();
            assertThat(files).isNotEmpty();
            String hex = Files.readString(files.get(0), StandardCharsets.US_ASCII)
                    .strip()
                    .substring("sha256:".length());
            return folder.resolve("store/blobs/sha256")
                    .resolve(hex.substring(0, 2))
                    .resolve(hex);
        }
    }
}
