package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.oci.MediaTypes;
import dev.slipway.registry.http.settings.MalformedSetting;
import dev.slipway.registry.login.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What lies beside images: signatures that may be there, lists in pages, a Notary server's files, lists of the web. */
class RepositoryDocumentsTest {
    private static final byte[] MANIFEST = "{\"schemaVersion\":2}".getBytes(UTF_8);
    private static final Digest SUBJECT = Digest.of(MANIFEST);
    private static final String NOBODY = "127.0.0.1:1";

    private final RegistryFixture registry = new RegistryFixture();
    private final List<Duration> waits = new ArrayList<>();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void whatTheRegistryDoesNotHaveIsEmptyAndAnErrorIsNot() throws IOException {
        registry.document("sha256-a.sig", MediaTypes.OCI_MANIFEST, MANIFEST);
        RepositoryDocuments documents = documents(registry.host());
        assertThat(documents.manifest("sha256-a.sig", 100)).hasValue(MANIFEST);
        assertThat(documents.manifest("sha256-b.sig", 100)).isEmpty();
        assertThat(documents.blob(SUBJECT, 100)).isEmpty();
        assertThat(documents.referrers(SUBJECT, null, 100)).isEmpty();
        for (int i = 0; i < Retry.ATTEMPTS; i++) {
            registry.next("sha256-c.sig", exchange -> exchange.sendResponseHeaders(503, -1));
        }
        assertThatThrownBy(() -> documents.manifest("sha256-c.sig", 100)).isInstanceOf(RegistryFailed.class);
        registry.next("sha256-d.sig", exchange -> exchange.sendResponseHeaders(403, -1));
        assertThatThrownBy(() -> documents.manifest("sha256-d.sig", 100)).isInstanceOf(UnauthorizedAtRegistry.class);
    }

    @Test
    void ofALongDocumentOneByteMoreThanTheLimitIsRead() throws IOException {
        registry.document("long", MediaTypes.OCI_MANIFEST, new byte[1000]);
        assertThat(documents(registry.host()).manifest("long", 10).orElseThrow())
                .hasSize(11);
    }

    @Test
    void theListGoesOnWhereTheRegistrySaysAndNowhereElse() throws IOException {
        RepositoryDocuments documents = documents(registry.host());
        page("</v2/team/app/referrers/" + SUBJECT + "?last=x&n=1>; rel=\"next\"");
        RepositoryDocuments.Referrers first =
                documents.referrers(SUBJECT, null, 100).orElseThrow();
        assertThat(first.next()).isEqualTo("last=x&n=1");
        registry.forget();
        page("");
        assertThat(documents.referrers(SUBJECT, first.next(), 100).orElseThrow().next())
                .isNull();
        assertThat(registry.seen().get(0).query()).isEqualTo("last=x&n=1");
        for (String elsewhere :
                List.of("http://169.254.169.254/x?y", "/v2/other/app/referrers/" + SUBJECT + "?y", "::")) {
            page("<" + elsewhere + ">; rel=\"next\"");
            assertThatThrownBy(() -> documents.referrers(SUBJECT, null, 100)).hasMessageContaining("not this list");
        }
    }

    @Test
    void behindAMirrorThatHasNoneAnUnreachableRegistryIsAskedOnce() throws IOException {
        RepositoryDocuments documents = client(List.of(new Mirror(NOBODY, URI.create("http://" + registry.host()))))
                .documents(NOBODY, "team/app");
        assertThat(documents.manifest("sha256-a.sig", 100)).isEmpty();
        assertThat(waits).hasSize(1);
        assertThat(documents.referrers(SUBJECT, null, 100)).isEmpty();
        assertThat(waits).hasSize(1);
        registry.document("sha256-a.sig", MediaTypes.OCI_MANIFEST, MANIFEST);
        assertThat(documents.manifest("sha256-a.sig", 100)).isPresent();
        // Without a mirror nobody has said anything.
        assertThatThrownBy(() -> documents(NOBODY).manifest("sha256-a.sig", 100))
                .isInstanceOf(RegistryUnreachable.class);
    }

    @Test
    void aNotaryServerIsAskedBelowItsOwnPath() throws IOException {
        NotaryFiles files = client(List.of()).notary("http://" + registry.host(), "");
        registry.next("timestamp", exchange -> {
            exchange.sendResponseHeaders(200, MANIFEST.length);
            exchange.getResponseBody().write(MANIFEST);
        });
        assertThat(files.find("docker.io/team/app", "timestamp.json", 100)).hasValue(MANIFEST);
        assertThat(files.find("docker.io/team/app", "2.root.json", 100)).isEmpty();
        assertThat(registry.paths("_trust"))
                .containsExactly(
                        "/v2/docker.io/team/app/_trust/tuf/timestamp.json",
                        "/v2/docker.io/team/app/_trust/tuf/2.root.json");
        assertThatThrownBy(() -> client(List.of()).notary("https://a.example", "no certificate"))
                .isInstanceOf(MalformedSetting.class);
    }

    @Test
    void anAddressOfAStrangerDoesNotLeadIntoThisNetwork() throws IOException {
        PublicDownload strict = new PublicDownload(settings(List.of(), Set.of()));
        for (String address : List.of(
                "http://" + registry.host() + "/list",
                "http://10.0.0.1/list",
                "http://192.168.1.1/list",
                "http://169.254.169.254/latest",
                "http://[fd00::1]/list",
                "http://[::1]/list",
                "file:///etc/passwd",
                "ldap://a.example/cn=x",
                "http://user@127.0.0.1/list",
                "no address")) {
            assertThatThrownBy(() -> strict.find(address, 100)).isInstanceOf(IOException.class);
        }
        assertThat(registry.seen()).isEmpty();
        PublicDownload allowed = new PublicDownload(settings(List.of(), Set.of(registry.host())));
        registry.next("list", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/secret");
            exchange.sendResponseHeaders(302, -1);
        });
        assertThatThrownBy(() -> allowed.find("http://" + registry.host() + "/list", 100))
                .hasMessageContaining("not allowed");
        assertThat(allowed.find("http://" + registry.host() + "/list", 100)).isEqualTo(Optional.empty());
    }

    private void page(String link) {
        registry.next("referrers", exchange -> {
            if (!link.isEmpty()) {
                exchange.getResponseHeaders().add("Link", link);
            }
            exchange.sendResponseHeaders(200, MANIFEST.length);
            exchange.getResponseBody().write(MANIFEST);
        });
    }

    private RepositoryDocuments documents(String host) {
        return client(List.of()).documents(host, "team/app");
    }

    private RegistryClient client(List<Mirror> mirrors) {
        return new RegistryClient(
                settings(mirrors, Set.of()),
                Credentials.firstOf(List.of()),
                new RegistryEvents() {},
                Clock.systemUTC(),
                waits::add);
    }

    private static RegistrySettings settings(List<Mirror> mirrors, Set<String> insecure) {
        return new RegistrySettings(mirrors, insecure, List.of(), false, Duration.ofSeconds(5));
    }
}
