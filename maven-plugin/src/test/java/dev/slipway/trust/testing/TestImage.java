package dev.slipway.trust.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Subject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An image in a {@link FakeRegistry}, and ways to sign it. */
public final class TestImage {
    public static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    public static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final FakeRegistry registry;
    private final Fetcher.Repository repository;
    private final ImageReference reference;
    private final byte[] manifest;
    private final List<ObjectNode> legacyLayers = new ArrayList<>();

    /** @param salt makes images differ */
    public TestImage(FakeRegistry registry, String repository, String tag, String salt) {
        this.registry = registry;
        this.reference = ImageReference.parse(repository + ":" + tag);
        int slash = repository.indexOf('/');
        this.repository = new Fetcher.Repository(repository.substring(0, slash), repository.substring(slash + 1));
        ObjectNode json = Nodes.object();
        json.put("schemaVersion", 2).put("mediaType", MANIFEST);
        json.set(
                "config",
                Nodes.descriptor("application/vnd.oci.image.config.v1+json", salt.getBytes(StandardCharsets.UTF_8)));
        json.putArray("layers");
        manifest = Nodes.bytes(json);
        registry.manifest(repository, tag, manifest);
    }

    public Subject subject() {
        return new Subject(reference, Descriptor.of(MANIFEST, digest(), manifest.length), manifest);
    }

    public byte[] manifest() {
        return manifest;
    }

    public Digest digest() {
        return Digest.of(manifest);
    }

    public Fetcher.Repository repository() {
        return repository;
    }

    /** The payload that cosign signs. */
    public byte[] payload(String reference) {
        return payload(reference, digest().toString(), "cosign container image signature");
    }

    public static byte[] payload(String reference, String digest, String type) {
        ObjectNode json = Nodes.object();
        ObjectNode critical = json.putObject("critical");
        critical.putObject("identity").put("docker-reference", reference);
        critical.putObject("image").put("docker-manifest-digest", digest);
        critical.put("type", type);
        json.putNull("optional");
        return Nodes.bytes(json);
    }

    /** Signs as {@code cosign sign --key} did. */
    public TestImage signLegacy(KeyPair key) {
        byte[] payload = payload(repository.toString());
        return attachLegacy(
                payload, Map.of("dev.cosignproject.cosign/signature", Nodes.base64(Signing.ecdsa(key, payload))));
    }

    /** Adds a layer to the manifest under the tag of signatures. */
    public TestImage attachLegacy(byte[] payload, Map<String, String> annotations) {
        return attachTagged(".sig", SIMPLE_SIGNING, payload, annotations);
    }

    public TestImage attachTagged(String suffix, String type, byte[] blob, Map<String, String> annotations) {
        registry.blob(repository.toString(), blob);
        ObjectNode layer = Nodes.descriptor(type, blob);
        ObjectNode notes = layer.putObject("annotations");
        annotations.forEach(notes::put);
        legacyLayers.add(layer);
        ObjectNode json = Nodes.object();
        json.put("schemaVersion", 2).put("mediaType", MANIFEST);
        json.set("config", Nodes.descriptor("application/vnd.oci.image.config.v1+json", new byte[] {'{', '}'}));
        ArrayNode layers = json.putArray("layers");
        legacyLayers.forEach(layers::add);
        registry.manifest(repository.toString(), "sha256-" + digest().hex() + suffix, Nodes.bytes(json));
        return this;
    }

    /** Attaches a bundle as current signers do. */
    public TestImage attach(ObjectNode bundle) {
        registry.attach(repository.toString(), digest(), BUNDLE, BUNDLE, Nodes.bytes(bundle));
        return this;
    }
}
