package dev.slipway.trust.sigstore;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.trust.attestation.SlsaProvenance;
import dev.slipway.trust.crypto.PublicKeys;
import dev.slipway.trust.evidence.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Bundles that sigstore-js signed; how they were made says the README beside them. */
class SigstoreJsTest {
    private static final ExpectedSigner WORKFLOW = new ExpectedSigner.Keyless(List.of(Identity.exactly(
            "https://token.actions.githubusercontent.com",
            "https://github.com/linuxkit/linuxkit/.github/workflows/release.yml@refs/heads/main")));
    private static final ExpectedSigner KEY = new ExpectedSigner.Keyed(
            List.of(PublicKeys.ofPem(new String(read("key.pub"), StandardCharsets.US_ASCII), "key.pub")), true);

    @Test
    void whatItSignsIsAccepted() {
        assertThat(verify("keyless-sign", WORKFLOW).stated()).isPresent();
        assertThat(verify("keyless-message", WORKFLOW).stated()).isEmpty();
        assertThat(verify("key-sign", KEY).stated()).isPresent();
        assertThat(verify("key-message", KEY).signedAt()).isNotNull();
    }

    @Test
    void provenanceIsRead() {
        SlsaProvenance provenance =
                SlsaProvenance.of(verify("keyless-slsa", WORKFLOW).stated().orElseThrow());

        provenance.requireBuilder(List.of("https://github.com/actions/runner/github-hosted"));
        provenance.requireSource("https://github.com/linuxkit/linuxkit");
        provenance.requireRef("refs/heads/main");
        refused(Reason.WRONG_CLAIM, () -> provenance.requireSource("https://github.com/linuxkit/lk"));
        refused(Reason.WRONG_CLAIM, () -> provenance.requireRef("refs/heads/mai"));
    }

    @Test
    void otherBytesAreRefused() {
        byte[] other = read("subject.json");
        other[0] ^= 1;
        for (String name : List.of("keyless-sign", "keyless-message", "key-sign", "key-message")) {
            refused(Reason.WRONG_SUBJECT, () -> verify(name, other, name.startsWith("key-") ? KEY : WORKFLOW));
        }
    }

    private static VerifiedBundle verify(String name, ExpectedSigner signer) {
        return verify(name, read("subject.json"), signer);
    }

    private static VerifiedBundle verify(String name, byte[] subject, ExpectedSigner signer) {
        return new BundleVerifier(TrustedRoot.parse(read("trusted_root.json")), Clock.systemUTC())
                .verify(Bundle.parse(read(name + ".sigstore.json")), subject, signer);
    }

    private static byte[] read(String name) {
        try (InputStream in =
                Objects.requireNonNull(SigstoreJsTest.class.getResourceAsStream("/trust/sigstore-js/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
