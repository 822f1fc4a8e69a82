package dev.slipway.trust.notary;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Digest;
import dev.slipway.lock.Lock;
import dev.slipway.oci.Descriptor;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.testing.AttackCount;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.Signing;
import dev.slipway.trust.testing.TestAuthority;
import dev.slipway.trust.testing.TestImage;
import dev.slipway.trust.testing.TestNotary;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attacks on a Notary server and its clients; each begins with metadata that is accepted. */
@ExtendWith(AttackCount.class)
@DisplayName("Attacks on Notary v1")
class NotaryAttacksTest {
    private static final String GUN = "docker.io/linuxkit/kernel";
    private static final Fetcher.NotaryServer SERVER = new Fetcher.NotaryServer("https://notary.example.test", "");

    private final FakeRegistry server = new FakeRegistry();
    private final TestImage image = new TestImage(server, GUN, "v2", "new");
    private final TestImage old = new TestImage(server, GUN, "v1", "old");
    private final TestNotary notary = new TestNotary(GUN, server);
    private final String pin = notary.rootKeys.get(0).id();

    @BeforeEach
    void publish() {
        notary.tags.put("v1", TestNotary.target(old.subject()));
        notary.tags.put("v2", TestNotary.target(image.subject()));
        notary.publish();
    }

    // What is accepted

    @Test
    @Tag(AttackCount.ACCEPTED)
    void signedTagIsAccepted() {
        NotaryRepository.Answer answer = verify();

        assertThat(answer.proof().signer()).contains("targets of " + GUN).contains(pin);
        assertThat(answer.state().rootVersion()).isEqualTo(1);
        assertThat(answer.state().roles()).containsOnlyKeys("timestamp", "snapshot", "targets");
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void digestAloneIsAcceptedUnderAnyTag() {
        assertThat(verify(image.subject(), null, null).proof().signer()).contains("targets");
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void releasesOfTheDelegationComeFirst() {
        notary.delegated = true;
        notary.tags.put("v2", TestNotary.target(old.subject()));
        notary.releases.put("v2", TestNotary.target(image.subject()));
        notary.publish();

        assertThat(verify().proof().signer()).startsWith("targets/releases");
    }

    @Test
    @Tag(AttackCount.ACCEPTED)
    void rootKeyMayBeRotated() {
        NotaryState before = verify().state();
        rotateRoot();

        NotaryState after = verify(before).state();
        assertThat(after.rootVersion()).isEqualTo(2);
        // Somebody who has only the pin of the first root finds the way, too.
        assertThat(verify().state().rootVersion()).isEqualTo(2);
        Lock lock = Lock.EMPTY.withNotary(new TreeMap<>(Map.of(GUN, after)));
        assertThat(Lock.parse(lock.format(), "linuxkit.lock").notary()).containsEntry(GUN, after);
    }

    // Roots

    @Test
    void rootThatNobodyPinned() {
        refused(Reason.ROOT_NOT_PINNED, () -> verify(rule("0".repeat(64))));
    }

    @Test
    void rootOnFirstUseWhereThatIsNotAllowed() {
        NotaryRule open = new NotaryRule(SERVER, Set.of(), List.of(), true);
        assertThat(verify(open).state().rootVersion()).isEqualTo(1);
        refused(Reason.ROOT_NOT_PINNED, () -> verify(new NotaryRule(SERVER, Set.of(), List.of(), false)));
    }

    @Test
    void pinnedRootThatAnotherSigned() {
        TestNotary thief = new TestNotary(GUN, server);
        TestNotary.Key stolenName = new TestNotary.Key(
                thief.rootKeys.get(0).pair(), notary.rootKeys.get(0).json(), pin);
        notary.rootKeys = List.of(stolenName);
        notary.publish();
        refused(Reason.SIGNATURE_INVALID, this::verify);
    }

    @Test
    void rootSignedByItsNewKeysOnly() {
        NotaryState before = verify().state();
        notary.rootKeys = List.of(TestNotary.certified(GUN));
        notary.rootVersion = 2;
        notary.publish();
        refused(Reason.SIGNATURE_INVALID, () -> verify(before));
    }

    @Test
    void rootSignedByItsOldKeysOnly() {
        NotaryState before = verify().state();
        List<TestNotary.Key> oldKeys = notary.rootKeys;
        notary.rootKeys = List.of(TestNotary.certified(GUN));
        notary.rootVersion = 2;
        publishRoot(notary.root(oldKeys));
        refused(Reason.SIGNATURE_INVALID, () -> verify(before));
    }

    @Test
    void rootVersionSkipped() {
        NotaryState before = verify().state();
        List<TestNotary.Key> both = rotatedKeys();
        notary.rootVersion = 3;
        byte[] root = notary.root(both);
        server.metadata(GUN, "2.root.json", root);
        server.metadata(GUN, "root.json", root);
        notary.publishBelow(root);
        refused(Reason.ROLLBACK, "has version 3, expected 2", () -> verify(before));
    }

    @Test
    void rootThatWasTrustedIsExchanged() {
        NotaryState before = verify().state();
        notary.timestampKey = TestNotary.plain(Signing.p256());
        notary.publish();
        refused(Reason.ROLLBACK, "1.root.json", () -> verify(before));
    }

    @Test
    void rootThatWasTrustedIsGone() {
        Map<String, byte[]> first = server.metadataNow();
        rotateRoot();
        NotaryState after = verify().state();
        server.restoreMetadata(first);
        refused(Reason.ROLLBACK, "2.root.json", () -> verify(after));
    }

    @Test
    void thresholdWithTheSameKeyListedTwice() {
        TestNotary.Key key = notary.rootKeys.get(0);
        notary.rootKeys = List.of(key, key);
        notary.rootThreshold = 2;
        notary.publish();
        refused(Reason.THRESHOLD_NOT_MET, this::verify);
    }

    @Test
    void thresholdWithTheSameKeyUnderTwoNames() {
        TestNotary.Key key = notary.rootKeys.get(0);
        notary.rootKeys = List.of(key, TestNotary.plain(key.pair()));
        notary.rootThreshold = 2;
        notary.publish();
        refused(Reason.THRESHOLD_NOT_MET, this::verify);
    }

    @Test
    void thresholdOfNothing() {
        notary.rootThreshold = 0;
        notary.publish();
        refused(Reason.MALFORMED, this::verify);
    }

    @Test
    void thresholdNotMet() {
        TestNotary.Key second = TestNotary.certified(GUN);
        List<TestNotary.Key> one = notary.rootKeys;
        notary.rootKeys = List.of(one.get(0), second);
        notary.rootThreshold = 2;
        publishRoot(notary.root(one));
        refused(Reason.THRESHOLD_NOT_MET, this::verify);
        publishRoot(notary.root());
        assertThat(verify().state().rootVersion()).isEqualTo(1);
    }

    @Test
    void keyUnderTheNameOfAnother() {
        TestNotary.Key stranger = TestNotary.plain(Signing.p256());
        notary.timestampKey = new TestNotary.Key(stranger.pair(), stranger.json(), notary.timestampKey.id());
        notary.publish();
        refused(Reason.MALFORMED, this::verify);
    }

    @Test
    void rootCertificateOfAnotherRepository() {
        notary.rootKeys = List.of(TestNotary.certified("docker.io/linuxkit/init"));
        notary.publish();
        refused(Reason.ROOT_NOT_PINNED, () -> verify(rule(notary.rootKeys.get(0).id())));
        notary.rootKeys = List.of(TestNotary.certified("docker.io/linuxkit/*"));
        notary.publish();
        assertThat(verify(rule(notary.rootKeys.get(0).id())).state().rootVersion())
                .isEqualTo(1);
    }

    @Test
    void rootCertificateOfAnotherAuthority() {
        TestAuthority authority = TestAuthority.root(
                "O=Corp, CN=ca", TestNotary.NOW.minus(Duration.ofDays(9)), TestNotary.NOW.plus(Duration.ofDays(900)));
        TestAuthority stranger = TestAuthority.root(
                "O=Corp, CN=ca", TestNotary.NOW.minus(Duration.ofDays(9)), TestNotary.NOW.plus(Duration.ofDays(900)));
        KeyPair pair = Signing.p256();
        notary.rootKeys = List.of(TestNotary.certified(
                pair,
                List.of(authority.issue(new TestAuthority.Request(
                        "CN=" + GUN,
                        pair.getPublic(),
                        TestNotary.NOW.minus(Duration.ofDays(1)),
                        TestNotary.NOW.plus(Duration.ofDays(1)),
                        List.of(TestAuthority.keyUsage(0)))))));
        notary.publish();
        assertThat(verify(new NotaryRule(SERVER, Set.of(), List.of(authority.certificate()), false))
                        .state()
                        .rootVersion())
                .isEqualTo(1);
        refused(
                Reason.ROOT_NOT_PINNED,
                () -> verify(new NotaryRule(SERVER, Set.of(), List.of(stranger.certificate()), false)));
    }

    @Test
    void expiredRoot() {
        notary.rootExpires = TestNotary.NOW;
        notary.publish();
        refused(Reason.EXPIRED, this::verify);
    }

    @Test
    void privateKeyInTheMetadata() {
        ObjectNode json = notary.timestampKey.json().deepCopy();
        Nodes.at(json, "keyval").put("private", "secret");
        notary.timestampKey = new TestNotary.Key(notary.timestampKey.pair(), json, notary.timestampKey.id());
        notary.publish();
        refused(Reason.MALFORMED, this::verify);
    }

    // Rollback, freeze, mix and match, fast forward

    @Test
    void rollbackOfTheTimestamp() {
        Map<String, byte[]> first = server.metadataNow();
        notary.publish();
        NotaryState after = verify().state();
        server.restoreMetadata(first);
        refused(Reason.ROLLBACK, "timestamp.json", () -> verify(after));
    }

    @Test
    void rollbackOfTheSnapshotUnderANewTimestamp() {
        notary.publish();
        NotaryState after = verify().state();
        notary.snapshotVersion = 1;
        notary.publish();
        refused(Reason.ROLLBACK, "snapshot.json", () -> verify(after));
    }

    @Test
    void rollbackOfTheTargetsUnderANewSnapshot() {
        notary.publish();
        NotaryState after = verify().state();
        notary.targetsVersion = 1;
        notary.publish();
        refused(Reason.ROLLBACK, "targets.json", () -> verify(after));
    }

    @Test
    void rollbackOfTheReleases() {
        notary.delegated = true;
        notary.releases.put("v2", TestNotary.target(image.subject()));
        notary.publish();
        NotaryState after = verify().state();
        notary.releasesVersion = 1;
        notary.publish();
        refused(Reason.ROLLBACK, "targets/releases.json", () -> verify(after));
    }

    @Test
    void releasesHiddenBySomebodyWithTheSnapshotKey() {
        notary.delegated = true;
        notary.releases.put("v2", TestNotary.target(image.subject()));
        notary.publish();
        NotaryState after = verify().state();
        notary.releases.clear();
        notary.publish();
        refused(Reason.ROLLBACK, "targets/releases: is no longer listed", () -> verify(after));
    }

    @Test
    void freeze() {
        assertThat(verify().state().rootVersion()).isEqualTo(1);
        Clock later = Clock.offset(TestNotary.CLOCK, Duration.ofDays(15));
        refused(Reason.EXPIRED, () -> verify(rule(pin), image.subject(), "v2", null, later));
    }

    @Test
    void expiredSnapshot() {
        notary.snapshotExpires = TestNotary.NOW;
        notary.publish();
        refused(Reason.EXPIRED, this::verify);
    }

    @Test
    void expiredTargets() {
        notary.targetsExpires = TestNotary.NOW.minusSeconds(1);
        notary.publish();
        refused(Reason.EXPIRED, this::verify);
    }

    @Test
    void expiredReleasesAreNotSkipped() {
        notary.delegated = true;
        notary.releases.put("v2", TestNotary.target(image.subject()));
        notary.releasesExpires = TestNotary.NOW.minusSeconds(1);
        notary.publish();
        refused(Reason.EXPIRED, this::verify);
    }

    @Test
    void releasesUnderTheirThresholdAreNotSkipped() {
        notary.delegated = true;
        notary.releasesThreshold = 2;
        notary.releases.put("v2", TestNotary.target(image.subject()));
        notary.publish();
        refused(Reason.THRESHOLD_NOT_MET, this::verify);
    }

    @Test
    void mixAndMatchOfSnapshotAndTargets() {
        Map<String, byte[]> first = server.metadataNow();
        notary.tags.put("v2", TestNotary.target(old.subject()));
        notary.publish();
        Map<String, byte[]> mixed = server.metadataNow();
        // The file that is listed now, with the content of the one before.
        byte[] before = only(first, "targets.");
        mixed.replaceAll((name, file) -> name.contains(" targets.") && !first.containsKey(name) ? before : file);
        server.restoreMetadata(mixed);
        refused(Reason.MIX_AND_MATCH, this::verify);
    }

    @Test
    void mixAndMatchOfTimestampAndSnapshot() {
        Map<String, byte[]> first = server.metadataNow();
        notary.publish();
        Map<String, byte[]> mixed = server.metadataNow();
        byte[] before = only(first, "snapshot.");
        mixed.replaceAll((name, file) -> name.contains(" snapshot.") && !first.containsKey(name) ? before : file);
        server.restoreMetadata(mixed);
        refused(Reason.MIX_AND_MATCH, this::verify);
    }

    @Test
    void mixAndMatchOfRootAndSnapshot() {
        notary.rootExpires = notary.rootExpires.plusSeconds(1);
        byte[] otherRoot = notary.root();
        notary.publishBelow(otherRoot);
        refused(Reason.MIX_AND_MATCH, this::verify);
    }

    @Test
    void fastForwardIsUndoneByNewKeys() {
        notary.timestampVersion = Integer.MAX_VALUE;
        notary.publish();
        NotaryState after = verify().state();
        notary.timestampVersion = 7;
        notary.publish();
        // The thief's number counts as long as the key does ..
        refused(Reason.ROLLBACK, "timestamp.json", () -> verify(after));
        // .. and the owner can take it back by taking the key away.
        notary.timestampKey = TestNotary.plain(Signing.p256());
        notary.rootVersion = 2;
        notary.publish();
        assertThat(verify(after).state().roles().get("timestamp").version()).isEqualTo(8);
    }

    // Roles

    @Test
    void timestampSignedByTheTargetsKey() {
        notary.timestampKey =
                new TestNotary.Key(notary.targetsKey.pair(), notary.timestampKey.json(), notary.timestampKey.id());
        notary.publish();
        refused(Reason.SIGNATURE_INVALID, this::verify);
    }

    @Test
    void targetsWithoutSignature() {
        byte[] unsigned =
                TestNotary.envelope((ObjectNode) Nodes.parse(notary.targets()).get("signed"), List.of());
        exchangeTargets(unsigned);
        refused(Reason.SIGNATURE_INVALID, this::verify);
    }

    @Test
    void snapshotInPlaceOfTargets() {
        byte[] file = TestNotary.signed(
                "Snapshot", 9, notary.targetsExpires, body -> body.putObject("meta"), notary.targetsKey);
        exchangeTargets(file);
        refused(Reason.MALFORMED, this::verify);
    }

    @Test
    void tagChangedUnderTheSignature() {
        ObjectNode envelope = Nodes.parse(notary.targets());
        Nodes.at(envelope, "signed/targets").set("v2", TestNotary.target(old.subject()));
        exchangeTargets(Nodes.bytes(envelope));
        refused(Reason.SIGNATURE_INVALID, () -> verify(old.subject(), "v2", null));
    }

    @Test
    void tagInAnotherDelegation() {
        notary.tags.remove("v2");
        notary.publish();
        // targets/alice signs whatever she likes; she was never asked.
        byte[] alice = TestNotary.signed(
                "Targets",
                1,
                notary.targetsExpires,
                body -> body.putObject("targets").set("v2", TestNotary.target(image.subject())),
                TestNotary.plain(Signing.p256()));
        notary.put("targets/alice", alice);
        refused(Reason.NO_SIGNATURE, this::verify);
    }

    // Tags and images

    @Test
    void tagThatWasNotSigned() {
        refused(Reason.NO_SIGNATURE, () -> verify(image.subject(), "v3", null));
    }

    @Test
    void tagMovedAfterSigning() {
        refused(Reason.WRONG_SUBJECT, () -> verify(image.subject(), "v1", null));
    }

    @Test
    void oldImageUnderTheNewTag() {
        refused(Reason.WRONG_SUBJECT, () -> verify(old.subject(), "v2", null));
    }

    @Test
    void anotherLength() {
        notary.tags.put("v2", TestNotary.target(image.subject()).put("length", 1));
        notary.publish();
        refused(Reason.WRONG_SUBJECT, this::verify);
    }

    @Test
    void digestThatWasNeverSigned() {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        Subject stranger = new Subject(
                image.subject().reference(), Descriptor.of("application/json", Digest.of(bytes), bytes.length), bytes);
        refused(Reason.NO_SIGNATURE, () -> verify(stranger, null, null));
    }

    @Test
    void metadataOfAnotherRepository() {
        FakeRegistry elsewhere = new FakeRegistry();
        TestNotary init = new TestNotary("docker.io/linuxkit/init", elsewhere);
        init.tags.put("v2", TestNotary.target(image.subject()));
        init.publish();
        Map<String, byte[]> moved = new TreeMap<>();
        elsewhere
                .metadataNow()
                .forEach((name, file) -> moved.put(name.replace("linuxkit/init", "linuxkit/kernel"), file));
        server.restoreMetadata(moved);
        refused(Reason.ROOT_NOT_PINNED, this::verify);
        // Not even where any root would do: its certificate is made out to the other one.
        refused(Reason.ROOT_NOT_PINNED, () -> verify(new NotaryRule(SERVER, Set.of(), List.of(), true)));
    }

    // Server and format

    @Test
    void serverThatDoesNotAnswer() {
        server.goDown();
        refused(Reason.CANNOT_TELL, this::verify);
    }

    @Test
    void repositoryThatWasNeverSigned() {
        server.restoreMetadata(Map.of());
        refused(Reason.NO_SIGNATURE, this::verify);
    }

    @Test
    void fileThatIsListedAndMissing() {
        Map<String, byte[]> files = server.metadataNow();
        files.keySet().removeIf(name -> name.contains(" targets."));
        server.restoreMetadata(files);
        refused(Reason.CANNOT_TELL, this::verify);
    }

    @Test
    void hugeTimestamp() {
        server.metadata(GUN, "timestamp.json", new byte[(1 << 20) + 1]);
        refused(Reason.TOO_LARGE, this::verify);
    }

    @Test
    void controlCharactersThatEncodersDisagreeOn() {
        ObjectNode body = (ObjectNode) Nodes.parse(notary.targets()).get("signed");
        ObjectNode envelope = Nodes.object();
        envelope.set("signed", body.put("x", "a\u0001b"));
        envelope.putArray("signatures");
        exchangeTargets(Nodes.bytes(envelope));
        refused(Reason.MALFORMED, this::verify);
    }

    @Test
    void versionsThatAreNotWhole() {
        ObjectNode envelope = Nodes.parse(notary.targets());
        Nodes.at(envelope, "signed").put("version", 1.5);
        exchangeTargets(Nodes.bytes(envelope));
        refused(Reason.MALFORMED, this::verify);
    }

    @Test
    void keyTwiceInTheDocument() {
        String text = new String(notary.targets(), StandardCharsets.UTF_8);
        exchangeTargets(
                text.replace("\"version\":", "\"version\":9,\"version\":").getBytes(StandardCharsets.UTF_8));
        refused(Reason.MALFORMED, this::verify);
    }

    @Test
    void thousandsOfSignatures() {
        ObjectNode envelope = Nodes.parse(notary.targets());
        ArrayNode signatures = (ArrayNode) envelope.get("signatures");
        for (int i = 0; i < 1000; i++) {
            signatures.add(signatures.get(0));
        }
        exchangeTargets(Nodes.bytes(envelope));
        refused(Reason.TOO_LARGE, this::verify);
    }

    /** Publishes a file as targets that the fields did not make; the metadata above it is sound. */
    private void exchangeTargets(byte[] file) {
        notary.put("targets", file);
        ObjectNode meta = Nodes.object();
        meta.set("root", TestNotary.meta(notary.root()));
        meta.set("targets", TestNotary.meta(file));
        byte[] snapshot = TestNotary.signed(
                "Snapshot", 50, notary.snapshotExpires, body -> body.set("meta", meta), notary.snapshotKey);
        notary.put("snapshot", snapshot);
        notary.publishTimestamp(snapshot);
    }

    private void rotateRoot() {
        List<TestNotary.Key> both = rotatedKeys();
        notary.rootVersion = 2;
        publishRoot(notary.root(both));
    }

    /** Makes a new root key; the old and the new one must sign. */
    private List<TestNotary.Key> rotatedKeys() {
        TestNotary.Key before = notary.rootKeys.get(0);
        TestNotary.Key after = TestNotary.certified(GUN);
        notary.rootKeys = List.of(after);
        return List.of(before, after);
    }

    private void publishRoot(byte[] root) {
        server.metadata(GUN, "root.json", root);
        server.metadata(GUN, notary.rootVersion + ".root.json", root);
        notary.publishBelow(root);
    }

    private static byte[] only(Map<String, byte[]> files, String prefix) {
        return files.entrySet().stream()
                .filter(entry -> entry.getKey().contains(" " + prefix))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static NotaryRule rule(String rootCertificate) {
        return new NotaryRule(SERVER, Set.of(rootCertificate), List.of(), false);
    }

    private NotaryRepository.Answer verify() {
        return verify(rule(pin));
    }

    private NotaryRepository.Answer verify(NotaryRule rule) {
        return verify(rule, image.subject(), "v2", null, TestNotary.CLOCK);
    }

    private NotaryRepository.Answer verify(NotaryState before) {
        return verify(image.subject(), "v2", before);
    }

    private NotaryRepository.Answer verify(Subject subject, @Nullable String tag, @Nullable NotaryState before) {
        return verify(rule(pin), subject, tag, before, TestNotary.CLOCK);
    }

    private NotaryRepository.Answer verify(
            NotaryRule rule, Subject subject, @Nullable String tag, @Nullable NotaryState before, Clock clock) {
        return new NotaryRepository(GUN, rule, server, before, clock).verify(subject, tag);
    }
}
