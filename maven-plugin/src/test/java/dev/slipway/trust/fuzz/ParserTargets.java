package dev.slipway.trust.fuzz;

import dev.slipway.registry.ForeignTexts;
import dev.slipway.trust.EvidenceRecord;
import dev.slipway.trust.attestation.DsseEnvelope;
import dev.slipway.trust.attestation.SlsaProvenance;
import dev.slipway.trust.attestation.Statement;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.crypto.PublicKeys;
import dev.slipway.trust.crypto.TimestampToken;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.notation.X509Identity;
import dev.slipway.trust.policy.Policy;
import dev.slipway.trust.sigstore.Bundle;
import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestSigstore;
import dev.slipway.trust.testing.TestTimestamps;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** What reads a text or a structure, whoever asks for it. */
final class ParserTargets {
    private static final int LIMIT = 1 << 20;
    private static final int CONSTRUCTED = 0x20;
    private static final int MAX_DEPTH = 64;
    private static final byte[] ARTIFACT = text("artifact");
    private static final String POLICY =
            """
            version: 1
            default: pinned
            listed: pinned
            keys: {team: {file: team.pub}}
            roots: {corp: {trusted-root: root.json}, public-good: builtin}
            rules:
            - scope: docker.io/linuxkit/*
              subject: either
              signed-as: quay.io/linuxkit/*
              require: {any-of: [{sigstore-key: {keys: [team], threshold: 1, tlog: required, identity: exact}},
                {sigstore-keyless: {root: corp, issuer: 'https://a', identity-regex: 'https://b/.*', max-age: 400d}}]}
              attestations: [{type: 'https://slsa.dev/provenance/v1', signer: same, builder: [x], source: y}]
            - scope: a.example/b
              require: {threshold: 1, of: [{notary-v1: {server: 'https://n', tofu: first-use}}, {pinned: {}}]}
            """;

    private final TestSigstore sigstore = new TestSigstore();
    private final String pem = Signing.pem(Signing.p256().getPublic());
    private final byte[] trustedRoot = Nodes.bytes(sigstore.trustedRoot());

    List<FuzzTarget> all() {
        byte[] certificate = Certificates.encoded(sigstore.signer().certificate());
        TestTimestamps timestamps = sigstore.timestamps();
        byte[] statement = TestSigstore.cosignStatement(ARTIFACT);
        byte[] bundle = Nodes.bytes(sigstore.statementBundle(sigstore.signer(), statement));
        return List.of(
                target(
                        "json",
                        ParserTargets::json,
                        bundle,
                        trustedRoot,
                        text("{\"a\":[1,{\"b\":\"\\u00e9\"}],\"c\":null}")),
                target(
                        "der",
                        bytes -> walk(Der.parse(bytes, "fuzz"), 0),
                        certificate,
                        Signing.p256().getPublic().getEncoded()),
                target("certificate", bytes -> Certificates.ofDer(bytes, "fuzz"), certificate),
                target(
                        "public-key",
                        this::publicKey,
                        text(pem),
                        Signing.rsa(2048).getPublic().getEncoded()),
                target(
                        "timestamp",
                        bytes -> TimestampToken.ofResponse(bytes, "fuzz"),
                        timestamps.response(ARTIFACT, TestSigstore.SIGNED)),
                target("trusted-root", TrustedRoot::parse, trustedRoot),
                target(
                        "bundle",
                        Bundle::parse,
                        bundle,
                        Nodes.bytes(sigstore.messageBundle2(sigstore.signer(), ARTIFACT))),
                target("statement", ParserTargets::statement, statement, provenance(ARTIFACT)),
                target(
                        "x509-identity",
                        ParserTargets::identity,
                        text("x509.subject: C=DE, ST=BE, O=Corp\\, Inc, CN=b")),
                target("policy", this::policy, text(POLICY)),
                target(
                        "registry-texts",
                        ForeignTexts::read,
                        text("Basic realm=\"a, \\\"b\\\"\", Bearer realm=\"https://h/t\", service = x"),
                        text("</v2/a/referrers/b?n=1>; rel=\"first\", <?last=c>; rel=\"next prev\"; title=\"x\""),
                        text("https://u:p@h/a b|c?d=%zz#[e]"),
                        text("{\"auths\":{\"https://registry.example.com/v1/\":{\"auth\":\"dTpwAA==\"}},"
                                + "\"credHelpers\":{\"h\":\"x\"},\"credsStore\":\"y\"}")),
                target(
                        "evidence",
                        bytes -> EvidenceRecord.parse(string(bytes)),
                        text("{\"answers\":{\"manifest a/b c\":\"-\",\"blob a/b d\":\"AAAA\"}}")));
    }

    static FuzzTarget target(String name, Consumer<byte[]> reader, byte[]... seeds) {
        return new FuzzTarget(name, List.of(seeds), reader);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] provenance(byte[] subject) {
        var predicate = Nodes.object();
        predicate.putObject("runDetails").putObject("builder").put("id", "https://builder");
        var definition = predicate.putObject("buildDefinition").put("buildType", "t");
        definition
                .putObject("externalParameters")
                .putObject("workflow")
                .put("repository", "r")
                .put("ref", "f");
        definition.putArray("resolvedDependencies").addObject().put("uri", "git+https://r");
        return TestSigstore.statement(SlsaProvenance.V1, "", subject, predicate);
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void json(byte[] bytes) {
        Rejected.JSON.object(bytes, "fuzz", LIMIT).canonical();
        Rejected.JSON.proto(bytes, "fuzz", LIMIT).names();
    }

    private static void walk(Der der, int depth) {
        if ((der.tag() & CONSTRUCTED) != 0) {
            if (depth < MAX_DEPTH) {
                der.children().forEach(child -> walk(child, depth + 1));
            }
            return;
        }
        switch (der.tag()) {
            case Der.INTEGER -> der.integer();
            case Der.OID -> der.oid();
            case Der.BIT_STRING -> der.bits();
            case Der.OCTET_STRING -> der.octets();
            default -> der.content();
        }
    }

    private void publicKey(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] == '-') {
            PublicKeys.ofPem(string(bytes), "fuzz");
        } else {
            PublicKeys.ofSpki(bytes, "fuzz");
        }
    }

    private static void statement(byte[] bytes) {
        var envelope = Nodes.object().put("payloadType", "application/vnd.in-toto+json");
        envelope.put("payload", Base64.getEncoder().encodeToString(bytes));
        envelope.putArray("signatures").addObject().put("sig", "AAAA");
        SlsaProvenance.of(Statement.of(DsseEnvelope.of(Rejected.JSON.object(Nodes.bytes(envelope), "fuzz", 8L << 20))));
    }

    /** The one parser whose word for "no" is the JDK's: the policy's reader turns it into a finding. */
    private static void identity(byte[] bytes) {
        try {
            X509Identity.parse(string(bytes));
        } catch (IllegalArgumentException refused) {
            // As it says.
        }
    }

    private void policy(byte[] bytes) {
        Policy.parse(string(bytes), "fuzz.yml", file -> file.endsWith("json") ? trustedRoot : text(pem));
    }
}
