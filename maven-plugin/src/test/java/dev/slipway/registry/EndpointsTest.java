package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.http.settings.MalformedSetting;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static Endpoints endpoints(Set<String> insecure, String... mirrors) {
        List<Mirror> list = Arrays.stream(mirrors).map(Mirror::parse).toList();
        return new Endpoints(new RegistrySettings(list, insecure, List.of(), false, Duration.ofSeconds(1)));
    }

    private static List<String> addresses(Endpoints endpoints, String host) {
        return endpoints.of(host).stream()
                .map(each -> each.uri("a/b", "manifests/v1").toString())
                .toList();
    }

    @Test
    void asksDockerHubWhereItLives() {
        assertThat(addresses(endpoints(Set.of()), "docker.io"))
                .containsExactly("https://registry-1.docker.io/v2/a/b/manifests/v1");
        assertThat(endpoints(Set.of()).of("index.docker.io").get(0).host()).isEqualTo("docker.io");
    }

    @Test
    void asksMirrorsFirstAndOnlyForTheirRegistry() {
        Endpoints endpoints =
                endpoints(Set.of(), "docker.io=http://127.0.0.1:5000", "docker.io=https://m.example.com/cache/hub/");
        assertThat(addresses(endpoints, "index.docker.io"))
                .containsExactly(
                        "http://127.0.0.1:5000/v2/a/b/manifests/v1",
                        "https://m.example.com/v2/cache/hub/a/b/manifests/v1",
                        "https://registry-1.docker.io/v2/a/b/manifests/v1");
        assertThat(addresses(endpoints, "quay.io")).containsExactly("https://quay.io/v2/a/b/manifests/v1");
    }

    @Test
    void speaksPlainHttpToLoopbackAndListedHostsOnly() {
        Endpoints endpoints = endpoints(Set.of("reg.acme.com:5000", "old.acme.com"));
        assertThat(addresses(endpoints, "localhost:5000")).first().asString().startsWith("http://");
        assertThat(addresses(endpoints, "[::1]:5000")).first().asString().startsWith("http://");
        assertThat(addresses(endpoints, "127.0.0.1")).first().asString().startsWith("http://");
        assertThat(addresses(endpoints, "reg.acme.com:5000")).first().asString().startsWith("http://");
        assertThat(addresses(endpoints, "old.acme.com:81")).first().asString().startsWith("http://");
        assertThat(addresses(endpoints, "reg.acme.com")).first().asString().startsWith("https://");
        assertThat(addresses(endpoints, "127.0.0.1.evil.com"))
                .first()
                .asString()
                .startsWith("https://");
        assertThat(endpoints.isAllowed(URI.create("http://cdn.acme.com/x"))).isFalse();
        assertThat(endpoints.isAllowed(URI.create("ftp://localhost/x"))).isFalse();
    }

    @Test
    void comparesHostsInTheirOneSpelling() {
        Endpoints endpoints =
                endpoints(Set.of("Old.Acme.com:443", "10.0.0.1"), "Reg.Acme.com:443=https://m.example.com");
        assertThat(addresses(endpoints, "reg.acme.com")).hasSize(2);
        assertThat(addresses(endpoints, "REG.acme.com:443")).hasSize(2);
        assertThat(addresses(endpoints, "old.acme.com")).first().asString().startsWith("http://old.acme.com/");
        assertThat(addresses(endpoints, "[::ffff:10.0.0.1]:5000"))
                .first()
                .asString()
                .startsWith("http://10.0.0.1:5000/");
        assertThat(endpoints.isAllowed(URI.create("http://OLD.acme.com/x"))).isTrue();
        assertThat(endpoints.isAllowed(URI.create("http://127.0.0.001/x"))).isFalse();
        assertThatThrownBy(() -> endpoints(Set.of("http://old.acme.com")))
                .hasMessage(
                        """
                        slipway.insecureRegistries: 'http://old.acme.com' is not a registry host
                          Write host or host:port, without http:// and without a path""");
        assertThatThrownBy(() -> addresses(endpoints, "10.0.0.1:80"))
                .hasMessage(
                        """
                        registry 10.0.0.1:80: is 10.0.0.1 too, which slipway.insecureRegistries lists: plain HTTP is at port 80
                          Write 10.0.0.1/... in the YAML, or list 10.0.0.1:80 alone""");
    }

    @Test
    void refusesAPlainMirrorThatIsNotListed() {
        assertThatThrownBy(() -> endpoints(Set.of(), "docker.io=http://m.example.com"))
                .hasMessage(
                        """
                        slipway.mirrors: the address http://m.example.com is plain HTTP
                          Use https, or list the host: -Dslipway.insecureRegistries=m.example.com""");
        assertThat(addresses(endpoints(Set.of("m.example.com"), "docker.io=http://m.example.com"), "docker.io"))
                .hasSize(2);
    }

    @Test
    void refusesAMirrorThatIsNone() {
        for (String text :
                List.of("", "docker.io", "=http://x", "docker.io=x", "docker.io=http://u:secret@x", "a=ftp://x")) {
            assertThatThrownBy(() -> Mirror.parse(text))
                    .isInstanceOf(MalformedSetting.class)
                    .hasMessageContaining("docker.io=https://mirror.example.com")
                    .hasMessageNotContaining("secret");
        }
    }
}
