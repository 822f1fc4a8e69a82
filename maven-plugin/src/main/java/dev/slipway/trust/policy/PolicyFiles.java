package dev.slipway.trust.policy;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.PublicKeys;
import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files that a policy names: keys, certificates, trusted roots. */
final class PolicyFiles {
    private static final String BUILT_IN = "builtin";

    private final Function<String, byte[]> files;
    private final SortedMap<String, Digest> used = new TreeMap<>();
    private @Nullable TrustedRoot builtIn;

    PolicyFiles(Function<String, byte[]> files) {
        this.files = files;
    }

    /** Names and digests of all files that were read. */
    String digests() {
        return used.toString();
    }

    @Nullable
    TrustedRoot root(ValueReader value) {
        if (value.isMapping()) {
            return value.object(keys -> keys.about("File with a Sigstore trusted root (JSON), beside the policy.")
                    .requiredParsed("trusted-root", path -> TrustedRoot.parse(bytes(path))));
        }
        return value.parsed(text -> {
            if (!text.equals(BUILT_IN)) {
                throw Problem.user(
                        PolicyReader.WHERE,
                        "'" + text + "' is not a trusted root",
                        "Write builtin, or {trusted-root: file}");
            }
            return builtIn();
        });
    }

    TrustedRoot builtIn() {
        if (builtIn == null) {
            builtIn = TrustedRoot.parse(BuiltInRoot.bytes());
        }
        return builtIn;
    }

    @Nullable
    PublicKey key(ValueReader value) {
        return value.object(this::key);
    }

    private @Nullable PublicKey key(ObjectReader keys) {
        return keys.about("File with a public key (PEM), beside the policy.")
                .requiredParsed("file", path -> PublicKeys.ofPem(text(path), path));
    }

    /** All certificates of a PEM file. */
    List<X509Certificate> certificates(String path) {
        return Certificates.ofPem(text(path), path);
    }

    String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String path) {
        byte[] bytes = files.apply(path);
        used.put(path, Digest.of(bytes));
        return bytes;
    }
}
