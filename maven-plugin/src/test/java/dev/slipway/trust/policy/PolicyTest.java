package dev.slipway.trust.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.problem.Problem;
import dev.slipway.trust.cosign.RepositoryBinding;
import dev.slipway.trust.cosign.SigstoreRule;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.notary.NotaryRule;
import dev.slipway.trust.notation.NotationRule;
import dev.slipway.trust.sigstore.ExpectedSigner;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestNotation;
import dev.slipway.trust.testing.TestSigstore;
import dev.slipway.yaml.InvalidYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading trust-policy.yml. */
class PolicyTest {
    private static final String WHOLE =
            """
            version: 1
            default: listed
            lock: enforce
            roots:
              public-good: builtin
              corp: {trusted-root: corp_root.json}
            keys:
              linuxkit: {file: keys/linuxkit.pub}
              ops: {file: keys/ops.pub}
            rules:
            - scope: docker.io/linuxkit/*
              require:
                any-of:
                - sigstore-key: {keys: [linuxkit, ops], threshold: 1, format: any, tlog: optional, identity: repository}
                - sigstore-keyless: {root: public-good, issuer: https://token.actions.githubusercontent.com,
                    identity-regex: 'https://github\\.com/linuxkit/linuxkit/\\.github/workflows/release\\.yml@refs/tags/v.*',
                    max-age: 400d}
              attestations:
              - type: https://slsa.dev/provenance/v1
                signer: same
                builder: [https://github.com/actions/runner/github-hosted]
                source: https://github.com/linuxkit/linuxkit
            - scope: registry.corp:5000/base/kernel
              require: {notary-v1: {server: 'https://notary.corp:4443', tofu: never,
                        root-certs: [ac90b738ac90b738ac90b738ac90b738ac90b738ac90b738ac90b738ac90b738], ca: corp-ca.pem,
                        tls-ca: corp-ca.pem}}
            - scope: registry.corp:5000/apps/*
              require: {notation: {stores: {ca: [corp-ca.pem], tsa: [corp-ca.pem]},
                        identities: ['x509.subject: C=DE, ST=BE, O=Corp, CN=builder'], revocation: enforce}}
            - scope: docker.io/library/alpine
              require: {pinned: {}}
            - scope: quay.io/vendor/*
              subject: either
              signed-as: vendor.example/*
              require: {threshold: 2, of: [{sigstore-key: {keys: [linuxkit], root: corp}}, {sigstore-key: {keys: [ops], root: corp}}, {pinned: {}}]}
            - scope: localhost/dev/*
              require: {accept: {reason: 'local builds'}}
            """;

    private final Map<String, byte[]> files = files();

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        files.put("keys/linuxkit.pub", bytes(Signing.pem(Signing.p256().getPublic())));
        files.put("keys/ops.pub", bytes(Signing.pem(Signing.ed25519().getPublic())));
        files.put("corp_root.json", Nodes.bytes(new TestSigstore().trustedRoot()));
        files.put(
                "corp-ca.pem",
                bytes(Signing.pem(
                        "CERTIFICATE",
                        Certificates.encoded(new TestNotation().root().certificate()))));
        return files;
    }

    @Test
    void everyKindOfRuleIsRead() {
        Policy policy = parse(WHOLE);

        assertThat(policy.byDefault()).isEqualTo(DefaultRule.LISTED);
        assertThat(policy.rules()).hasSize(6);
        Rule linuxkit = rule(policy, "linuxkit/kernel:6.12");
        assertThat(linuxkit.requirement()).isInstanceOfSatisfying(Requirement.AtLeast.class, group -> {
            assertThat(group.threshold()).isEqualTo(1);
            SigstoreRule keyed = ((Requirement.Sigstore) group.of().get(0)).rule();
            assertThat(keyed.binding()).isEqualTo(RepositoryBinding.Mode.REPOSITORY);
            assertThat(keyed.signer())
                    .isInstanceOfSatisfying(ExpectedSigner.Keyed.class, signer -> assertThat(signer.keys())
                            .hasSize(2));
            SigstoreRule keyless = ((Requirement.Sigstore) group.of().get(1)).rule();
            assertThat(keyless.maxAge()).isEqualTo(Duration.ofDays(400));
        });
        assertThat(linuxkit.attestations()).hasSize(1);
        assertThat(linuxkit.attestations().get(0))
                .as("signer: same means either of the two")
                .hasSize(2);

        assertThat(rule(policy, "registry.corp:5000/base/kernel").requirement())
                .isInstanceOfSatisfying(Requirement.Notary.class, notary -> {
                    NotaryRule notaryRule = notary.rule();
                    assertThat(notaryRule.trustOnFirstUse()).isFalse();
                    assertThat(notaryRule.authorities()).hasSize(1);
                    assertThat(notaryRule.server().tlsAuthorities()).contains("BEGIN CERTIFICATE");
                });
        assertThat(rule(policy, "registry.corp:5000/apps/web:1").requirement())
                .isInstanceOfSatisfying(Requirement.Notation.class, notation -> assertThat(
                                notation.rule().revocation())
                        .isEqualTo(NotationRule.Revocation.ENFORCE));
        assertThat(rule(policy, "alpine").requirement()).isInstanceOf(Requirement.Pinned.class);
        assertThat(rule(policy, "localhost/dev/x").requirement()).isEqualTo(new Requirement.Accept("local builds"));
    }

    @Test
    void signedAsChangesTheNameThatSignaturesAreFor() {
        Rule rule = rule(parse(WHOLE), "quay.io/vendor/sub/app:1");

        assertThat(rule.signedName(ImageReference.parse("quay.io/vendor/sub/app:1")))
                .isEqualTo("vendor.example/sub/app");
        assertThat(rule.level()).isEqualTo(Rule.Level.EITHER);
    }

    @Test
    void mostSpecificScopeWins() {
        Policy policy = parse(
                """
                version: 1
                rules:
                - {scope: '*', require: {reject: {}}}
                - {scope: docker.io/linuxkit/*, require: {accept: {reason: b}}}
                - {scope: linuxkit/kernel, require: {accept: {reason: c}}}
                - {scope: 'docker.io/*', require: {accept: {reason: a}}}
                - {scope: 'maven:dev.slipway.packages:*', require: {pinned: {}}}
                """);

        assertThat(reason(policy, "linuxkit/kernel:6.12@sha256:" + "0".repeat(64)))
                .isEqualTo("c");
        assertThat(reason(policy, "docker.io/linuxkit/kernel-extra")).isEqualTo("b");
        assertThat(reason(policy, "alpine")).isEqualTo("a");
        assertThat(rule(policy, "quay.io/linuxkit/kernel").requirement()).isInstanceOf(Requirement.Reject.class);
        assertThat(rule(policy, "maven:dev.slipway.packages:kernel").requirement())
                .isInstanceOf(Requirement.Pinned.class);
    }

    @Test
    void hashIsOfThePolicyAndOfItsFiles() {
        String before = parse(WHOLE).sha256();
        assertThat(parse(WHOLE).sha256()).isEqualTo(before);

        files.put("keys/ops.pub", bytes(Signing.pem(Signing.p256().getPublic())));
        assertThat(parse(WHOLE).sha256()).isNotEqualTo(before);
    }

    @Test
    void commandLineOnlyTightens() {
        Policy policy = parse("{version: 1, default: pinned}");

        assertThat(policy.tightened(DefaultRule.ACCEPT).byDefault()).isEqualTo(DefaultRule.PINNED);
        assertThat(policy.tightened(DefaultRule.REJECT).byDefault()).isEqualTo(DefaultRule.REJECT);
    }

    @Test
    void mistakesAreToldWithTheirLine() {
        wrong("default: acept", "accept");
        wrong("rules: [{scope: alpine}]", "'require' is missing");
        wrong("rules: [{scope: alpine, require: {}}]", "nothing is required");
        wrong("rules: [{scope: alpine, require: {pinned: {}, reject: {}}}]", "several things are required");
        wrong("rules: [{scope: alpine, require: {accept: {}}}]", "'reason' is missing");
        wrong("rules: [{scope: alpine, require: {accept: {reason: ''}}}]", "reason is empty");
        wrong("rules: [{scope: alpine, require: {any-of: []}}]", "nothing is required");
        wrong("rules: [{scope: alpine, require: {threshold: 3, of: [{pinned: {}}]}}]", "3 of 1 can never be reached");
        wrong("rules: [{scope: alpine, require: {sigstore-key: {keys: [nobody]}}}]", "there is no key 'nobody'");
        wrong("rules: [{scope: alpine, require: {gpg: {keys: [x]}}}]", "nothing is required");
        wrong("rules: [{scope: alpine, require: {sigstore-keyless: {issuer: 'https://x'}}}]", "any signature would do");
        wrong("rules: [{scope: alpine, require: {sigstore-keyless: {identity: x}}}]", "'issuer' is missing");
        wrong(
                "rules: [{scope: alpine, require: {sigstore-keyless: {issuer: 'https://x', identity-regex: '('}}}]",
                "not a regular expression");
        wrong("rules: [{scope: alpine, require: {notation: {stores: {}, identities: ['*']}}}]", "trust store");
        wrong(
                "rules: [{scope: alpine, require: {notation: {stores: {ca: [corp-ca.pem]}, identities: ['x509.subject: CN=x']}}}]",
                "lacks the attribute C");
        wrong("rules: [{scope: alpine, require: {notary-v1: {server: 'https://n'}}}]", "no root is trusted");
        wrong(
                "rules: [{scope: alpine, require: {notary-v1: {server: 'http://n', tofu: first-use}}}]",
                "not the address of a Notary server");
        wrong(
                "rules: [{scope: alpine, require: {notary-v1: {server: 'https://notary.docker.io', tofu: first-use}}}]",
                "8 December 2026");
        wrong(
                "rules: [{scope: alpine, require: {pinned: {}}}, {scope: library/alpine, require: {reject: {}}}]",
                "two rules for docker.io/library/alpine, in lines 2 and 2");
        wrong(
                "rules: [{scope: alpine, require: {pinned: {}}, attestations: [{type: 'https://slsa.dev/provenance/v1'}]}]",
                "no signer of the statement is named");
        wrong("keys: {x: {file: nowhere.pub}}", "nowhere.pub");
        wrong("keys: {x: {file: corp-ca.pem}}", "PUBLIC KEY");
        wrong("roots: {x: built-in}", "Write builtin");
        assertThatThrownBy(() -> parse("version: 2")).isInstanceOf(InvalidYaml.class);
    }

    @Test
    void sectionOf2017ComparesCanonicalNames() {
        TrustSection section = new TrustSection(
                List.of("linuxkit/kernel", "alpine:3.20"), List.of("linuxkit", "registry.corp:5000/base"));

        assertThat(section.names(ImageReference.parse("docker.io/linuxkit/kernel:6.12")))
                .isTrue();
        assertThat(section.names(ImageReference.parse("linuxkit/init@sha256:" + "0".repeat(64))))
                .isTrue();
        assertThat(section.names(ImageReference.parse("registry.corp:5000/base/x")))
                .isTrue();
        assertThat(section.names(ImageReference.parse("docker.io/library/alpine:3.20")))
                .isTrue();
        // What fooled the tool of 2017.
        assertThat(section.names(ImageReference.parse("evil.example/linuxkit/kernel")))
                .isFalse();
        assertThat(section.names(ImageReference.parse("linuxkit-evil/kernel"))).isFalse();
        assertThat(section.names(ImageReference.parse("alpine:3.19"))).isFalse();
        assertThat(section.names(ImageReference.parse("maven:linuxkit:kernel"))).isFalse();

        assertThat(section.unmatched(List.of(ImageReference.parse("linuxkit/init"))))
                .containsExactly("linuxkit/kernel", "alpine:3.20", "registry.corp:5000/base");
    }

    @Test
    void builtInRootIsSoundAndDated() {
        assertThat(BuiltInRoot.bytes()).isNotEmpty();
        assertThat(BuiltInRoot.isOld(BuiltInRoot.DATE.plus(Duration.ofDays(10))))
                .isFalse();
        assertThat(BuiltInRoot.isOld(BuiltInRoot.DATE.plus(Duration.ofDays(181))))
                .isTrue();
    }

    private void wrong(String yaml, String part) {
        assertThatThrownBy(() -> parse("version: 1\n" + yaml))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining(part)
                .hasMessageContaining("trust-policy.yml:2:");
    }

    private static String reason(Policy policy, String reference) {
        return ((Requirement.Accept) rule(policy, reference).requirement()).reason();
    }

    private static Rule rule(Policy policy, String reference) {
        return policy.rule(ImageReference.parse(reference)).orElseThrow();
    }

    private Policy parse(String text) {
        return Policy.parse(text, "trust-policy.yml", path -> {
            byte[] bytes = files.get(path);
            if (bytes == null) {
                throw Problem.user("trust policy", "there is no file " + path, "Correct the path");
            }
            return bytes;
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
