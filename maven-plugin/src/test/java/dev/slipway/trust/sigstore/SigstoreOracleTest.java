package dev.slipway.trust.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.trust.attestation.Statement;
import dev.slipway.trust.testing.Damage;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.OracleTable;
import dev.slipway.trust.testing.OracleTable.Difference;
import dev.slipway.trust.testing.TestSigstore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles and trusted roots, whole and with each part damaged: our verdict beside that of Sigstore's own library. */
class SigstoreOracleTest {
    private static final List<Difference> DIFFERENCES = List.of(
            SigstoreJava.KIND,
            SigstoreJava.ENTRY_TWICE,
            new Difference(
                    ".* /verificationMaterial/tlogEntries/0/inclusionProof/treeSize",
                    false,
                    "sigstore-java takes the size of the tree from the checkpoint and does not read that of the proof"),
            SigstoreJava.NO_START,
            new Difference(
                    ".* root (twice|without|changed) /(tlogs|ctlogs|timestampAuthorities)(?!.*validFor).*",
                    false,
                    "we read the whole trusted root, and refuse a broken part of it, also one that the bundle does not need"),
            new Difference(
                    ".* root without /mediaType",
                    false,
                    "sigstore-java reads a trusted root that does not say it is one"),
            new Difference(
                    ".* root changed /mediaType",
                    true,
                    "we do not compare the version in the trusted root's media type, only its kind"),
            new Difference(
                    ".* root (twice|without) /(certificate|timestamp)Authorities/0/certChain/certificates.*",
                    true,
                    "for us the last certificate of an authority's chain is trusted, in whatever order and number the rest"
                            + " comes; sigstore-java wants the order, and a root that signed itself"),
            new Difference(
                    "keyless-message.*",
                    true,
                    "sigstore-java compares the log entry's body with JSON of its own making; sigstore-js writes the same"
                            + " values in another form"));

    private static final OracleTable TABLE = new OracleTable("sigstore-java", DIFFERENCES);
    private static final byte[] ARTIFACT = "an index".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @AfterAll
    static void everyDifferenceIsListed() {
        TABLE.check();
    }

    @Test
    void whatOurOwnSignersMake() throws IOException {
        TestSigstore sigstore = new TestSigstore();
        ObjectNode root = sigstore.trustedRoot();
        // sigstore-java reads no statement whose subject has no name.
        byte[] statement = TestSigstore.statement(Statement.COSIGN_SIGN, "image", ARTIFACT, Nodes.object());
        Map<String, ObjectNode> bundles = Map.of(
                "rekor1", sigstore.messageBundle(sigstore.signer(), ARTIFACT),
                "rekor2", sigstore.messageBundle2(sigstore.signer(), ARTIFACT),
                "statement", sigstore.statementBundle(sigstore.signer(), statement));
        for (Map.Entry<String, ObjectNode> bundle : bundles.entrySet()) {
            String name = bundle.getKey();
            compare("bundles of the kit", name, root, bundle.getValue());
            Damage.of(bundle.getValue())
                    .forEach(
                            (what, damaged) -> compare("damaged bundles of the kit", name + " " + what, root, damaged));
            Damage.of(root)
                    .forEach((what, damaged) ->
                            compare("damaged trusted roots", name + " root " + what, damaged, bundle.getValue()));
        }
        ObjectNode stranger = new TestSigstore().messageBundle(sigstore.signer(), ARTIFACT);
        compare("bundles of the kit", "stranger", root, stranger);
    }

    @Test
    void whatSigstoreJsMade() throws IOException {
        ObjectNode root = Nodes.parse(read("trusted_root.json"));
        for (String name : List.of("keyless-sign", "keyless-message", "keyless-slsa")) {
            ObjectNode bundle = Nodes.parse(read(name + ".sigstore.json"));
            compare("bundles of sigstore-js", name, root, bundle, read("subject.json"));
            for (Map.Entry<String, ObjectNode> damaged : Damage.of(bundle).entrySet()) {
                compare(
                        "damaged bundles of sigstore-js",
                        name + " " + damaged.getKey(),
                        root,
                        damaged.getValue(),
                        read("subject.json"));
            }
        }
    }

    private void compare(String kind, String name, ObjectNode root, ObjectNode bundle) {
        compare(kind, name, root, bundle, ARTIFACT);
    }

    private void compare(String kind, String name, ObjectNode root, ObjectNode bundle, byte[] artifact) {
        ExpectedSigner signer =
                new ExpectedSigner.Keyless(List.of(Identity.exactly(TestSigstore.ISSUER, identity(kind))));
        TABLE.compare(
                kind,
                name,
                () -> new BundleVerifier(TrustedRoot.parse(Nodes.bytes(root)), Clock.systemUTC())
                        .verify(Bundle.parse(Nodes.bytes(bundle)), artifact, signer),
                () -> new SigstoreJava(Nodes.bytes(root), file(artifact), TestSigstore.ISSUER, identity(kind))
                        .verify(Nodes.bytes(bundle)));
    }

    private static String identity(String kind) {
        return kind.contains("sigstore-js")
                ? "https://github.com/linuxkit/linuxkit/.github/workflows/release.yml@refs/heads/main"
                : TestSigstore.IDENTITY;
    }

    private Path file(byte[] artifact) throws IOException {
        return Files.write(folder.resolve("artifact"), artifact);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SigstoreOracleTest.class.getResourceAsStream("/trust/sigstore-js/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
