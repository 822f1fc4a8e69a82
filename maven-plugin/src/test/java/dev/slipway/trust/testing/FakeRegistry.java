package dev.slipway.trust.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.trust.evidence.Fetcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A registry in memory that does what it is told, lies included. */
public class FakeRegistry implements Fetcher {
    private final Map<String, byte[]> manifests = new TreeMap<>();
    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final Map<String, List<ObjectNode>> referrers = new TreeMap<>();
    private final Map<String, byte[]> metadata = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean knowsReferrers = true;
    private boolean down;
    private int pageSize = Integer.MAX_VALUE;

    /** As registries before OCI 1.1: the list of referrers is under a tag. */
    public FakeRegistry withoutReferrersApi() {
        knowsReferrers = false;
        return this;
    }

    /** Answers lists in pages. */
    public FakeRegistry withPagesOf(int size) {
        pageSize = size;
        return this;
    }

    /** Nobody answers any more. */
    public FakeRegistry goDown() {
        down = true;
        return this;
    }

    /** What was asked so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Puts a manifest under its digest. */
    public Digest manifest(String repository, byte[] bytes) {
        Digest digest = Digest.of(bytes);
        manifests.put(repository + "@" + digest, bytes);
        return digest;
    }

    /** Puts a manifest under a tag, too. */
    public Digest manifest(String repository, String tag, byte[] bytes) {
        manifests.put(repository + "@" + tag, bytes);
        return manifest(repository, bytes);
    }

    /** Puts other bytes under a digest or tag than belong there. */
    public void lie(String repository, String reference, byte[] bytes) {
        manifests.put(repository + "@" + reference, bytes);
        blobs.put(repository + "@" + reference, bytes);
    }

    /** Puts a blob. */
    public Digest blob(String repository, byte[] bytes) {
        Digest digest = Digest.of(bytes);
        blobs.put(repository + "@" + digest, bytes);
        return digest;
    }

    /** Attaches an artifact to an image as current signers do. */
    public void attach(String repository, Digest subject, String artifactType, String layerType, byte[] layer) {
        attachAs(repository, subject, subject, artifactType, layerType, layer);
    }

    /** Lists an artifact under one image that refers to another. */
    public void attachAs(
            String repository, Digest listed, Digest subject, String artifactType, String layerType, byte[] layer) {
        ObjectNode manifest = Nodes.object();
        manifest.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.manifest.v1+json");
        manifest.put("artifactType", artifactType);
        manifest.set(
                "config", Nodes.descriptor("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8)));
        manifest.putArray("layers").add(Nodes.descriptor(layerType, layer));
        manifest.set(
                "subject",
                Nodes.object()
                        .put("mediaType", "application/vnd.oci.image.manifest.v1+json")
                        .put("digest", subject.toString())
                        .put("size", 1));
        blob(repository, layer);
        byte[] bytes = Nodes.bytes(manifest);
        manifest(repository, bytes);
        ObjectNode entry = Nodes.descriptor("application/vnd.oci.image.manifest.v1+json", bytes);
        entry.put("artifactType", artifactType);
        referrers
                .computeIfAbsent(repository + "@" + listed, key -> new ArrayList<>())
                .add(entry);
    }

    /** Puts a file on the Notary server. */
    public void metadata(String gun, String file, byte[] bytes) {
        metadata.put(gun + " " + file, bytes);
    }

    /** The files of the Notary server as they are now. */
    public Map<String, byte[]> metadataNow() {
        return new TreeMap<>(metadata);
    }

    /** Puts the Notary server back to what it was. */
    public void restoreMetadata(Map<String, byte[]> files) {
        metadata.clear();
        metadata.putAll(files);
    }

    @Override
    public Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException {
        ask("manifest " + repository + " " + reference);
        byte[] found = manifests.get(repository + "@" + reference);
        if (found == null && !knowsReferrers && referrers.containsKey(repository + "@" + reference.replace('-', ':'))) {
            return Optional.of(index(referrers.get(repository + "@" + reference.replace('-', ':'))));
        }
        return Optional.ofNullable(found);
    }

    @Override
    public Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException {
        ask("blob " + repository + " " + digest);
        return Optional.ofNullable(blobs.get(repository + "@" + digest));
    }

    @Override
    public Optional<Page> referrers(Repository repository, Digest subject, String next, long limit) throws IOException {
        ask("referrers " + repository + " " + subject + " " + next);
        if (!knowsReferrers) {
            return Optional.empty();
        }
        List<ObjectNode> all = referrers.getOrDefault(repository + "@" + subject, List.of());
        int from = next == null ? 0 : Integer.parseInt(next);
        int to = (int) Math.min(all.size(), (long) from + pageSize);
        return Optional.of(new Page(index(all.subList(from, to)), to < all.size() ? String.valueOf(to) : null));
    }

    @Override
    public Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException {
        ask("metadata " + gun + " " + file);
        return Optional.ofNullable(metadata.get(gun + " " + file));
    }

    /** Puts a list of revoked certificates at an address. */
    public void revocationList(String url, byte[] list) {
        metadata.put(url, list);
    }

    @Override
    public Optional<byte[]> revocationList(String url, long limit) throws IOException {
        ask("revocation list " + url);
        return Optional.ofNullable(metadata.get(url));
    }

    private void ask(String question) throws IOException {
        asked.add(question);
        if (down) {
            throw new IOException("connection refused");
        }
    }

    private static byte[] index(List<ObjectNode> entries) {
        ObjectNode index = Nodes.object();
        index.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
        ArrayNode manifests = index.putArray("manifests");
        entries.forEach(manifests::add);
        return Nodes.bytes(index);
    }
}
