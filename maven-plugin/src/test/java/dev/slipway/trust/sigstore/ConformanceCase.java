package dev.slipway.trust.sigstore;

import dev.slipway.trust.Fixtures;
import dev.slipway.trust.crypto.PublicKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One case of the Sigstore conformance suite; how its folder is to be read says the suite's own README. */
record ConformanceCase(Path folder) {
    private static final String IDENTITY =
            "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/"
                    + ".github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
    private static final String ISSUER = "https://token.actions.githubusercontent.com";

    static List<ConformanceCase> all() {
        return Fixtures.folders(Fixtures.path("sigstore-conformance", "bundle-verify")).stream()
                .map(ConformanceCase::new)
                .toList();
    }

    static ConformanceCase named(String name) {
        return new ConformanceCase(Fixtures.path("sigstore-conformance", "bundle-verify", name));
    }

    String name() {
        return folder.getFileName().toString();
    }

    boolean mustFail() {
        return name().endsWith("_fail");
    }

    byte[] bundle() {
        return Fixtures.bytes(folder.resolve("bundle.sigstore.json"));
    }

    byte[] trustedRoot() {
        return Fixtures.bytes(own("trusted_root.json")
                .orElseGet(() -> Fixtures.path("sigstore-conformance", "public-good-trusted_root.json")));
    }

    /** Cases without an artifact of their own share two: one for signatures, one for statements. */
    byte[] artifact() {
        return Fixtures.bytes(own("artifact").orElseGet(() -> Fixtures.path("sigstore-conformance", "a.txt")));
    }

    /** Whether it is signed with a plain key instead of a certificate. */
    boolean isKeyed() {
        return own("key.pub").isPresent();
    }

    String issuer() {
        return text("issuer", ISSUER);
    }

    ExpectedSigner signer() {
        return own("key.pub")
                .<ExpectedSigner>map(key ->
                        new ExpectedSigner.Keyed(List.of(PublicKeys.ofPem(Fixtures.text(key), "key.pub")), false))
                .orElseGet(() -> new ExpectedSigner.Keyless(List.of(Identity.exactly(issuer(), identity()))));
    }

    /** The name of the signer whose certificate is expected. */
    String identity() {
        return text("identity", IDENTITY);
    }

    VerifiedBundle verify(Clock clock) {
        return verify(bundle(), clock);
    }

    VerifiedBundle verify(byte[] bundle, Clock clock) {
        return new BundleVerifier(TrustedRoot.parse(trustedRoot()), clock)
                .verify(Bundle.parse(bundle), artifact(), signer());
    }

    private String text(String file, String absent) {
        return own(file).map(Fixtures::text).orElse(absent);
    }

    private Optional<Path> own(String file) {
        return Optional.of(folder.resolve(file)).filter(Files::exists);
    }
}
