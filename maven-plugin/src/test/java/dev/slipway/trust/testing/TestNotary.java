package dev.slipway.trust.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.evidence.Rejected;
import dev.slipway.trust.evidence.Subject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps and publishes the metadata of one repository as notary does. Everything is in open fields, so that an attack can change
 * what it wants before it publishes.
 */
public final class TestNotary {
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** A key with the form it has in metadata. */
    public record Key(KeyPair pair, ObjectNode json, String id) {}

    private final String gun;
    private final FakeRegistry server;
    private final Map<String, byte[]> roots = new TreeMap<>();

    public List<Key> rootKeys = new ArrayList<>();
    public Key targetsKey = plain(Signing.p256());
    public Key snapshotKey = plain(Signing.p256());
    public Key timestampKey = plain(Signing.p256());
    public Key releasesKey = plain(Signing.p256());
    public boolean delegated;
    public int rootThreshold = 1;
    public int releasesThreshold = 1;
    public long rootVersion = 1;
    public long targetsVersion = 1;
    public long releasesVersion = 1;
    public long snapshotVersion = 1;
    public long timestampVersion = 1;
    public Instant rootExpires = NOW.plus(Duration.ofDays(3650));
    public Instant targetsExpires = NOW.plus(Duration.ofDays(900));
    public Instant releasesExpires = NOW.plus(Duration.ofDays(900));
    public Instant snapshotExpires = NOW.plus(Duration.ofDays(900));
    public Instant timestampExpires = NOW.plus(Duration.ofDays(14));
    public final Map<String, ObjectNode> tags = new TreeMap<>();
    public final Map<String, ObjectNode> releases = new TreeMap<>();

    public TestNotary(String gun, FakeRegistry server) {
        this.gun = gun;
        this.server = server;
        rootKeys.add(certified(gun));
    }

    /** A key as it is. */
    public static Key plain(KeyPair pair) {
        return key(pair, "ecdsa", pair.getPublic().getEncoded());
    }

    /** A key in a certificate made out to a name. */
    public static Key certified(String name) {
        KeyPair pair = Signing.p256();
        X509Certificate certificate = TestAuthority.selfSigned(
                new TestAuthority.Request(
                        "CN=" + name,
                        pair.getPublic(),
                        NOW.minus(Duration.ofDays(30)),
                        NOW.plus(Duration.ofDays(3650)),
                        List.of(TestAuthority.keyUsage(0), TestAuthority.purpose(false, Certificates.CODE_SIGNING))),
                pair);
        return certified(pair, List.of(certificate));
    }

    public static Key certified(KeyPair pair, List<X509Certificate> chain) {
        StringBuilder pem = new StringBuilder();
        chain.forEach(c -> pem.append(Signing.pem("CERTIFICATE", Certificates.encoded(c))));
        return key(pair, "ecdsa-x509", pem.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static Key key(KeyPair pair, String type, byte[] bytes) {
        ObjectNode json = Nodes.object().put("keytype", type);
        json.putObject("keyval").putNull("private").put("public", Nodes.base64(bytes));
        byte[] canonical =
                Rejected.JSON.object(Nodes.bytes(json), "key", 1 << 20).canonical();
        return new Key(pair, json, HexFormat.of().formatHex(Hash.SHA256.of(canonical)));
    }

    /** Says that a tag stands for an image. */
    public static ObjectNode target(Subject subject) {
        ObjectNode meta = Nodes.object();
        meta.putObject("hashes")
                .put(
                        "sha256",
                        Nodes.base64(HexFormat.of().parseHex(subject.digest().hex())));
        return meta.put("length", subject.descriptor().size());
    }

    /** Signs and publishes everything as it is now, and counts the versions of what is published up. */
    public TestNotary publish() {
        byte[] root = root();
        server.metadata(gun, "root.json", root);
        server.metadata(gun, rootVersion + ".root.json", root);
        publishBelow(root);
        return this;
    }

    /** Publishes with another root than the one that is made of the fields. */
    public void publishBelow(byte[] root) {
        ObjectNode meta = Nodes.object();
        meta.set("root", meta(root));
        byte[] targetsFile = targets();
        meta.set("targets", meta(targetsFile));
        put("targets", targetsFile);
        if (delegated && !releases.isEmpty()) {
            byte[] file = releases();
            meta.set("targets/releases", meta(file));
            put("targets/releases", file);
        }
        byte[] snapshot =
                signed("Snapshot", snapshotVersion, snapshotExpires, body -> body.set("meta", meta), snapshotKey);
        put("snapshot", snapshot);
        publishTimestamp(snapshot);
        targetsVersion++;
        releasesVersion++;
        snapshotVersion++;
    }

    public void publishTimestamp(byte[] snapshot) {
        ObjectNode meta = Nodes.object();
        meta.set("snapshot", meta(snapshot));
        server.metadata(
                gun,
                "timestamp.json",
                signed("Timestamp", timestampVersion, timestampExpires, body -> body.set("meta", meta), timestampKey));
        timestampVersion++;
    }

    /** Puts a file under the name that has its hash. */
    public void put(String role, byte[] file) {
        server.metadata(gun, role + "." + HexFormat.of().formatHex(Hash.SHA256.of(file)) + ".json", file);
    }

    /** The root as the fields say, signed by all root keys. */
    public byte[] root() {
        return root(rootKeys);
    }

    /** The same fields and signers give the same bytes, as on a server where nobody signs twice. */
    public byte[] root(List<Key> signers) {
        ObjectNode body = Nodes.object();
        body.put("_type", "Root").put("version", rootVersion).put("expires", rootExpires.toString());
        body.put("consistent_snapshot", false);
        ObjectNode keys = body.putObject("keys");
        rootKeys.forEach(key -> keys.set(key.id(), key.json()));
        List.of(targetsKey, snapshotKey, timestampKey).forEach(key -> keys.set(key.id(), key.json()));
        ObjectNode roles = body.putObject("roles");
        role(roles, "root", rootThreshold, rootKeys);
        role(roles, "targets", 1, List.of(targetsKey));
        role(roles, "snapshot", 1, List.of(snapshotKey));
        role(roles, "timestamp", 1, List.of(timestampKey));
        return roots.computeIfAbsent(body + "" + signers, key -> envelope(body, signers));
    }

    private static void role(ObjectNode roles, String name, int threshold, List<Key> keys) {
        ArrayNode ids = roles.putObject(name).put("threshold", threshold).putArray("keyids");
        keys.forEach(key -> ids.add(key.id()));
    }

    public byte[] targets() {
        return signed(
                "Targets",
                targetsVersion,
                targetsExpires,
                body -> {
                    ObjectNode delegations = body.putObject("delegations");
                    ObjectNode keys = delegations.putObject("keys");
                    ArrayNode roles = delegations.putArray("roles");
                    if (delegated) {
                        keys.set(releasesKey.id(), releasesKey.json());
                        ObjectNode role = roles.addObject().put("name", "targets/releases");
                        role.put("threshold", releasesThreshold)
                                .putArray("keyids")
                                .add(releasesKey.id());
                        role.putArray("paths").add("");
                    }
                    ObjectNode all = body.putObject("targets");
                    tags.forEach(all::set);
                },
                targetsKey);
    }

    public byte[] releases() {
        return signed(
                "Targets",
                releasesVersion,
                releasesExpires,
                body -> {
                    body.putObject("delegations").putObject("keys");
                    ObjectNode all = body.putObject("targets");
                    releases.forEach(all::set);
                },
                releasesKey);
    }

    /** Fills a body. */
    public interface Fill {
        void into(ObjectNode body);
    }

    /** A file signed by these keys. */
    public static byte[] signed(String type, long version, Instant expires, Fill fill, Key... signers) {
        ObjectNode body = Nodes.object();
        body.put("_type", type).put("version", version).put("expires", expires.toString());
        fill.into(body);
        return envelope(body, Arrays.asList(signers));
    }

    public static byte[] envelope(ObjectNode body, List<Key> signers) {
        byte[] message =
                Rejected.JSON.object(Nodes.bytes(body), "body", 8 << 20).canonical();
        ObjectNode envelope = Nodes.object();
        envelope.set("signed", body);
        ArrayNode signatures = envelope.putArray("signatures");
        for (Key key : signers) {
            signatures
                    .addObject()
                    .put("keyid", key.id())
                    .put("method", "ecdsa")
                    .put(
                            "sig",
                            Nodes.base64(Signing.sign(
                                    "SHA256withECDSAinP1363Format", key.pair().getPrivate(), message)));
        }
        return Nodes.bytes(envelope);
    }

    public static ObjectNode meta(byte[] file) {
        ObjectNode meta = Nodes.object();
        meta.putObject("hashes")
                .put("sha256", Nodes.base64(Hash.SHA256.of(file)))
                .put("sha512", Nodes.base64(Hash.SHA512.of(file)));
        return meta.put("length", file.length);
    }
}
