package dev.slipway.trust.notary;

import static dev.slipway.trust.testing.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.testing.DebianNotary;
import dev.slipway.trust.testing.FakeRegistry;
import dev.slipway.trust.testing.Nodes;
import dev.slipway.trust.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signs with Docker's notary against its own server on this machine, and reads what that published.
 */
class DebianNotaryIT {
    private static final String GUN = "docker.io/linuxkit/hello";

    @TempDir
    Path folder;

    private final FakeRegistry images = new FakeRegistry();
    private final TestImage first = new TestImage(images, GUN, "v1", "first");
    private final TestImage second = new TestImage(images, GUN, "v2", "second");
    private DebianNotary notary;
    private Fetcher fetcher = images;

    @BeforeEach
    void startServer() throws Exception {
        notary = new DebianNotary(folder, GUN);
        fetcher = new LoopbackNotary(Files.readString(notary.tlsAuthority()));
    }

    @AfterEach
    void stopServer() throws Exception {
        notary.close();
    }

    @Test
    void whatNotarySignsIsAcceptedThroughEveryChangeOfKeys() throws Exception {
        notary.init();
        notary.sign("v1", first.digest(), first.manifest().length);
        String pin = rootKey();
        NotaryState state = verify(pin, first, "v1", null).state();
        Recorded beginning = record();

        notary.rotateSnapshotKey();
        state = verify(pin, first, "v1", state).state();
        assertThat(state.rootVersion()).isEqualTo(2);

        notary.delegate();
        notary.sign("v2", second.digest(), second.manifest().length, "targets/releases");
        notary.sign("v3", second.digest(), second.manifest().length, "targets/alice");
        NotaryRepository.Answer released = verify(pin, second, "v2", state);
        assertThat(released.proof().signer()).startsWith("targets/releases of " + GUN);
        NotaryState afterRelease = released.state();
        refused(Reason.NO_SIGNATURE, () -> verify(pin, second, "v3", afterRelease));
        refused(Reason.WRONG_SUBJECT, () -> verify(pin, first, "v2", afterRelease));

        notary.rotateRootKey();
        NotaryState rotated = verify(pin, second, "v2", afterRelease).state();
        assertThat(rotated.rootVersion()).isEqualTo(3);
        assertThat(verify(pin, second, "v2", null).state()).isEqualTo(rotated);
        assertThat(verify(rootKey(), second, "v2", null).state()).isEqualTo(rotated);
        refused(Reason.ROOT_NOT_PINNED, () -> verify("0".repeat(64), second, "v2", null));

        // What the server said at the beginning, to somebody who knows better.
        refused(Reason.ROLLBACK, () -> verify(beginning, pin, first, rotated, Clock.systemUTC()));
        verify(beginning, pin, first, null, Clock.systemUTC());
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(15));
        refused(Reason.EXPIRED, () -> verify(beginning, pin, first, null, later));
    }

    /** The identifier of the current root certificate, which is what a policy pins. */
    private String rootKey() throws Exception {
        Fetcher.NotaryServer where = new Fetcher.NotaryServer(notary.address(), "");
        byte[] root = fetcher.metadata(where, GUN, "root.json", 1 << 20).orElseThrow();
        return RootMetadata.parse(root, "root.json").root().keys().get(0).id();
    }

    private NotaryRepository.Answer verify(String pin, TestImage image, String tag, @Nullable NotaryState state) {
        return verify(fetcher, pin, image.subject(), tag, state, Clock.systemUTC());
    }

    private void verify(Recorded recorded, String pin, TestImage image, @Nullable NotaryState state, Clock clock) {
        verify(recorded.server(), pin, image.subject(), "v1", state, clock);
    }

    private NotaryRepository.Answer verify(
            Fetcher from, String pin, Subject subject, String tag, @Nullable NotaryState state, Clock clock) {
        NotaryRule rule = new NotaryRule(new Fetcher.NotaryServer(notary.address(), ""), Set.of(pin), List.of(), false);
        return new NotaryRepository(GUN, rule, from, state, clock).verify(subject, tag);
    }

    /** All that the server says now. */
    private record Recorded(FakeRegistry server) {}

    private Recorded record() throws IOException {
        FakeRegistry copy = new FakeRegistry();
        Fetcher.NotaryServer where = new Fetcher.NotaryServer(notary.address(), "");
        for (String file : List.of("root.json", "1.root.json", "timestamp.json")) {
            copy.metadata(GUN, file, fetcher.metadata(where, GUN, file, 1 << 20).orElseThrow());
        }
        return new Recorded(copyBelow(copy, where));
    }

    private FakeRegistry copyBelow(FakeRegistry copy, Fetcher.NotaryServer where) throws IOException {
        byte[] timestamp =
                fetcher.metadata(where, GUN, "timestamp.json", 1 << 20).orElseThrow();
        String snapshot = copyListed(copy, where, timestamp, "snapshot");
        copyListed(copy, where, fetcher.metadata(where, GUN, snapshot, 1 << 20).orElseThrow(), "targets");
        return copy;
    }

    private String copyListed(FakeRegistry copy, Fetcher.NotaryServer where, byte[] list, String role)
            throws IOException {
        String base64 =
                Nodes.parse(list).at("/signed/meta/" + role + "/hashes/sha256").textValue();
        String file = role + "." + HexFormat.of().formatHex(Base64.getDecoder().decode(base64)) + ".json";
        copy.metadata(GUN, file, fetcher.metadata(where, GUN, file, 1 << 20).orElseThrow());
        return file;
    }
}
