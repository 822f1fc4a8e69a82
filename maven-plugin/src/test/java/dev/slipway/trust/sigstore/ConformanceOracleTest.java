package dev.slipway.trust.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.trust.ThirdPartyData;
import dev.slipway.trust.crypto.CertificatePath;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.TimestampToken;
import dev.slipway.trust.testing.BouncyCastle;
import dev.slipway.trust.testing.Damage;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.OracleTable;
import dev.slipway.trust.testing.OracleTable.Difference;
import dev.slipway.trust.testing.TestSigstore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of Sigstore's conformance suite with a certificate: our verdict beside that of Sigstore's own library. */
@ThirdPartyData(suite = "Sigstore's conformance suite beside sigstore-java", cases = SigstoreConformanceTest.CASES)
class ConformanceOracleTest {
    private static final List<Difference> DIFFERENCES = List.of(
            SigstoreJava.KIND,
            SigstoreJava.ENTRY_TWICE,
            SigstoreJava.NO_START,
            new Difference(
                    ".* changed /verificationMaterial/tlogEntries/0/inclusionProof/logIndex",
                    false,
                    "sigstore-java does not compare the index of an entry with the size of the tree"),
            new Difference(
                    ".* twice /verificationMaterial/x509CertificateChain/certificates",
                    true,
                    "for us the certificates of a bundle after the first have no order and may be there twice"),
            new Difference(
                    "rekor2-dsse-happy-path",
                    true,
                    "this version of sigstore-java does not read statements that are logged in Rekor 2"));

    private static final Difference ROOT_TIME = new Difference(
            "intoto-expired-certificate_fail",
            false,
            "Bouncy Castle does not look at the time of the root (RFC 5280 6.1.1); we require that it is valid, too");

    @TempDir
    private Path folder;

    @Test
    void everyCase() throws IOException {
        OracleTable table = new OracleTable("sigstore-java", DIFFERENCES);
        int keyed = 0;
        for (ConformanceCase one : ConformanceCase.all()) {
            if (one.isKeyed()) {
                keyed++;
                continue;
            }
            Path artifact = Files.write(folder.resolve("artifact"), one.artifact());
            SigstoreJava theirs = new SigstoreJava(one.trustedRoot(), artifact, one.issuer(), one.identity());
            table.compare(
                    "conformance suite",
                    one.name(),
                    () -> one.verify(Clock.systemUTC()),
                    () -> theirs.verify(one.bundle()));
            if (one.name().startsWith("happy-path")) {
                for (Map.Entry<String, ObjectNode> damaged :
                        Damage.of(Nodes.parse(one.bundle())).entrySet()) {
                    byte[] bundle = Nodes.bytes(damaged.getValue());
                    table.compare(
                            "damaged bundles of the conformance suite",
                            one.name() + " " + damaged.getKey(),
                            () -> one.verify(bundle, Clock.systemUTC()),
                            () -> theirs.verify(bundle));
                }
            }
        }
        System.out.println("sigstore-java has no verdict about " + keyed + " cases with a plain key");
        table.check();
    }

    /** The certificates and time-stamps in the cases, each with every authority of the case's trusted root. */
    @Test
    void everyCertificateAndTimestamp() {
        OracleTable table = new OracleTable("Bouncy Castle", List.of(ROOT_TIME));
        for (ConformanceCase one : ConformanceCase.all()) {
            try {
                parts(table, one, Nodes.parse(one.bundle()), Nodes.parse(one.trustedRoot()));
            } catch (UncheckedIOException e) {
                System.out.println("no certificates in " + one.name() + ", which is not JSON");
            }
        }
        table.check();
    }

    private static void parts(OracleTable table, ConformanceCase one, ObjectNode bundle, ObjectNode root) {
        JsonNode material = bundle.path("verificationMaterial");
        List<byte[]> leaves = values(material.path("certificate"), "rawBytes");
        leaves.addAll(values(
                material.path("x509CertificateChain").path("certificates").path(0), "rawBytes"));
        for (byte[] leaf : leaves) {
            for (JsonNode authority : root.path("certificateAuthorities")) {
                chain(table, one.name(), leaf, values(authority, "rawBytes"));
            }
        }
        for (byte[] response : values(material, "signedTimestamp")) {
            for (JsonNode authority : root.path("timestampAuthorities")) {
                timestamp(table, one.name(), response, TestSigstore.signature(bundle), values(authority, "rawBytes"));
            }
        }
    }

    private static void chain(OracleTable table, String name, byte[] leaf, List<byte[]> authority) {
        List<byte[]> chain = new ArrayList<>(List.of(leaf));
        chain.addAll(authority);
        table.compare(
                "certificates of the conformance suite",
                name,
                () -> {
                    List<X509Certificate> ours = certificates(chain);
                    Instant time = Certificates.validity(ours.get(0)).start().plusSeconds(1);
                    new CertificatePath("chain", ours).validate(ours.get(0), ours.get(ours.size() - 1), time);
                },
                () -> {
                    X509Certificate root = BouncyCastle.certificate(chain.get(chain.size() - 1));
                    Instant start =
                            BouncyCastle.certificate(leaf).getNotBefore().toInstant();
                    BouncyCastle.validate(chain.subList(0, chain.size() - 1), root, start.plusSeconds(1));
                });
    }

    private static void timestamp(
            OracleTable table, String name, byte[] response, byte[] signature, List<byte[]> authority) {
        table.compare(
                "time-stamps of the conformance suite",
                name,
                () -> {
                    List<X509Certificate> chain = certificates(authority);
                    TimestampToken.ofResponse(response, "time-stamp")
                            .verify(signature, chain, List.of(chain.get(chain.size() - 1)));
                },
                () -> BouncyCastle.validate(response, signature, certificates(authority)));
    }

    private static List<X509Certificate> certificates(List<byte[]> encoded) {
        return encoded.stream().map(der -> Certificates.ofDer(der, "chain")).toList();
    }

    private static List<byte[]> values(JsonNode node, String name) {
        List<byte[]> values = new ArrayList<>();
        node.findValuesAsText(name)
                .forEach(text -> values.add(Base64.getDecoder().decode(text)));
        return values;
    }
}
