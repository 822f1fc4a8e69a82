package dev.slipway.trust.sigstore;

import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.strings.StringMatcher;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.slipway.trust.testing.OracleTable.Difference;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The verifier of Sigstore's own Java library, for bundles with a certificate; it knows no other ones.
 *
 * @param artifact a file with the bytes that must be signed
 */
record SigstoreJava(byte[] trustedRoot, Path artifact, String issuer, String identity) {
    static final Difference KIND = new Difference(
            ".* /verificationMaterial/tlogEntries/0/kindVersion.*",
            false,
            "sigstore-java takes the kind of an entry from its body and does not read what the bundle says");
    static final Difference NO_START = new Difference(
            ".*root .*/validFor(/start)?|trust-root-.*-missing-validity-start_fail",
            false,
            "a time without a start is no limit for sigstore-java; the specification demands one");
    static final Difference ENTRY_TWICE = new Difference(
            ".* twice /verificationMaterial/tlogEntries",
            false,
            "sigstore-java reads the first entry of a log and no other; we refuse an entry that is there twice");

    /** @throws Exception unless the bundle is good */
    void verify(byte[] bundle) throws Exception {
        KeylessVerifier.builder()
                .trustedRootProvider(() -> SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRoot)))
                .build()
                .verify(artifact, bundle(bundle), options());
    }

    private VerificationOptions options() {
        return VerificationOptions.builder()
                .addCertificateMatchers(CertificateMatcher.fulcio()
                        .issuer(StringMatcher.string(issuer))
                        .subjectAlternativeName(StringMatcher.string(identity))
                        .build())
                .build();
    }

    private static dev.sigstore.bundle.Bundle bundle(byte[] json) throws Exception {
        return dev.sigstore.bundle.Bundle.from(new StringReader(new String(json, StandardCharsets.UTF_8)));
    }
}
