package dev.slipway.trust.crypto;

import dev.slipway.trust.testing.BouncyCastle;
import dev.slipway.trust.testing.Damage;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.OracleTable;
import dev.slipway.trust.testing.OracleTable.Difference;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestAuthority;
import dev.slipway.trust.testing.TestSigstore;
import dev.slipway.trust.testing.TestTimestamps;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Certificates and time-stamps, whole and damaged: our verdict beside that of Bouncy Castle. */
class BouncyCastleOracleTest {
    private static final String EMBEDDED = "time-stamp /0/1/1/0/3.*";
    private static final List<Difference> DIFFERENCES = List.of(
            new Difference(
                    "(leaf|intermediate) /0/0/7/0/[0-9]/1 content.*",
                    false,
                    "Bouncy Castle takes a BOOLEAN of any byte for TRUE, and verifies the signature over its own encoding"),
            new Difference(
                    "time-stamp /0/1/0 content.*",
                    false,
                    "Bouncy Castle does not read the content type around the signed data"),
            new Difference(
                    EMBEDDED,
                    false,
                    "we refuse a token that carries a broken certificate, also if the authority's is known without it"),
            new Difference(
                    EMBEDDED,
                    true,
                    "we skip an unknown optional field, and do not read names in certificates that a token carries"),
            new Difference(
                    "time-stamp /0/1/1/0/4/0/3 tag.*",
                    false,
                    "Bouncy Castle takes optional attributes of any tag for the signed ones"),
            new Difference(
                    "time-stamp /0/1/1/0/4/0/1/0/[01]/0/1 content.*",
                    false,
                    "Bouncy Castle compares the name of the signer without regard to upper and lower case"),
            new Difference(
                    "time-stamp /0/1/1/0/[01].*",
                    true,
                    "we do not read the version and the list of digest algorithms, which nothing depends on"));

    private static final OracleTable TABLE = new OracleTable("Bouncy Castle", DIFFERENCES);
    private static final byte[] STAMPED = "a signature".getBytes(StandardCharsets.UTF_8);
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

    @AfterAll
    static void everyDifferenceIsListed() {
        TABLE.check();
    }

    @Test
    void chains() throws Exception {
        TestSigstore sigstore = new TestSigstore();
        byte[] leaf = Certificates.encoded(sigstore.signer().certificate());
        List<byte[]> authorities = sigstore
                .trustedRoot()
                .at("/certificateAuthorities/0/certChain/certificates")
                .findValuesAsText("rawBytes")
                .stream()
                .map(Base64.getDecoder()::decode)
                .toList();
        X509Certificate root = BouncyCastle.certificate(authorities.get(1));
        Map<String, Instant> times = Map.of(
                "in time", TestSigstore.SIGNED,
                "before", TestSigstore.SIGNED.minusSeconds(3600),
                "after", TestSigstore.SIGNED.plusSeconds(3600),
                "first second", TestSigstore.SIGNED.minusSeconds(60),
                "last second", TestSigstore.SIGNED.plusSeconds(540));
        times.forEach((name, time) -> chain("chains", name, leaf, authorities.get(0), root, time));
        chain("chains", "without intermediate", leaf, leaf, root, TestSigstore.SIGNED);
        Damage.ofDer(leaf)
                .forEach((name, damaged) -> chain(
                        "damaged leaf certificates",
                        "leaf " + name,
                        damaged,
                        authorities.get(0),
                        root,
                        TestSigstore.SIGNED));
        Damage.ofDer(authorities.get(0))
                .forEach((name, damaged) -> chain(
                        "damaged intermediate certificates",
                        "intermediate " + name,
                        leaf,
                        damaged,
                        root,
                        TestSigstore.SIGNED));
    }

    @Test
    void aChainOfOne() {
        TestAuthority root = TestAuthority.root("O=test, CN=root", FROM, TO);
        var keys = Signing.p256();
        byte[] leaf = Certificates.encoded(root.issue(new TestAuthority.Request(
                "O=test, CN=leaf", keys.getPublic(), FROM, TO, List.of(TestAuthority.keyUsage(0)))));
        chain("chains", "one certificate", leaf, leaf, root.certificate(), FROM.plusSeconds(1));
    }

    private static void chain(
            String kind, String name, byte[] leaf, byte[] intermediate, X509Certificate root, Instant time) {
        boolean direct = leaf == intermediate;
        TABLE.compare(
                kind,
                name,
                () -> new CertificatePath("chain", List.of(Certificates.ofDer(intermediate, "chain")))
                        .validate(Certificates.ofDer(leaf, "chain"), root, time),
                () -> BouncyCastle.validate(direct ? List.of(leaf) : List.of(leaf, intermediate), root, time));
    }

    @Test
    void timestamps() {
        TestTimestamps authority = new TestTimestamps(FROM, TO);
        byte[] response = authority.response(STAMPED, TestSigstore.SIGNED);
        timestamp("time-stamps", "whole", response, authority);
        timestamp("time-stamps", "of other bytes", authority.response(new byte[] {1}, TestSigstore.SIGNED), authority);
        timestamp("time-stamps", "too early", authority.response(STAMPED, FROM.minusSeconds(1)), authority);
        timestamp("time-stamps", "too late", authority.response(STAMPED, TO.plusSeconds(1)), authority);
        timestamp("time-stamps", "of a stranger", new TestTimestamps(FROM, TO).response(STAMPED, FROM), authority);
        for (byte[] purpose : List.of(
                TestAuthority.purpose(true, Certificates.CODE_SIGNING),
                TestAuthority.purpose(false, Certificates.TIME_STAMPING),
                TestAuthority.purpose(true, Certificates.TIME_STAMPING, Certificates.CODE_SIGNING))) {
            TestTimestamps unfit = new TestTimestamps(FROM, TO, purpose);
            timestamp(
                    "time-stamps",
                    "purpose " + Nodes.base64(purpose),
                    unfit.response(STAMPED, TestSigstore.SIGNED),
                    unfit);
        }
        Damage.ofDer(response)
                .forEach((name, damaged) -> timestamp("damaged time-stamps", "time-stamp " + name, damaged, authority));
    }

    private static void timestamp(String kind, String name, byte[] response, TestTimestamps authority) {
        List<X509Certificate> chain = List.of(authority.certificate(), authority.root());
        TABLE.compare(
                kind,
                name,
                () -> TimestampToken.ofResponse(response, "time-stamp")
                        .verify(STAMPED, chain, List.of(authority.root())),
                () -> BouncyCastle.validate(response, STAMPED, chain));
    }
}
