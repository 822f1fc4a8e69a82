package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.http.header.LenientAddress;
import dev.slipway.registry.http.header.LinkHeader;
import dev.slipway.registry.login.CredentialNames;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeadersTest {
    private static Optional<String> next(String... headers) {
        return LinkHeader.target(Arrays.asList(headers), "next");
    }

    @Test
    void findsTheLinkAmongSeveral() {
        assertThat(next("</a?n=1>; rel=\"first\", </a?last=b>; rel=\"next\"")).contains("/a?last=b");
        assertThat(next("</a?n=1>; rel=\"first\", </a?n=2>; rel=\"last\"")).isEmpty();
        assertThat(next("</a>;rel=prev", "</b>;rel=next")).contains("/b");
        assertThat(next("</a>; title=\"x, <y>; rel=next\"; REL=\"prev NEXT\"")).contains("/a");
        assertThat(next("</a>; rel=prev; rel=next")).as("the first rel counts").isEmpty();
        assertThat(next("<https://h/a,b;c>; rel = next")).contains("https://h/a,b;c");
        assertThat(next("", "nonsense", "<", "<a", "<a>", "<a>;", "<a>;rel", "<a>;rel=\"next"))
                .contains("a");
    }

    @Test
    @Timeout(20)
    void readsLongHeadersInNoTimeOrNotAtAll() {
        String quoted = "Bearer realm=\"" + "a\\\"".repeat(2500) + "\"";
        assertThat(Challenge.parse(List.of(quoted)).get(0).parameter("realm")).hasSize(5000);
        for (String filling : List.of("a", "\\", "\"", ",", "=", " ", "a=\"", "<a>;", "<a>;rel=\"x\",", "Basic ")) {
            String header = "Bearer realm=\"" + filling.repeat(100_000);
            assertThat(Challenge.parse(List.of(header, filling.repeat(8000 / filling.length()))))
                    .hasSizeLessThan(8001);
            assertThat(next("<a>; x=\"" + filling.repeat(100_000), "<a>;" + filling.repeat(8000 / filling.length())))
                    .isEmpty();
        }
    }

    private static String resolved(String location) throws URISyntaxException {
        return LenientAddress.resolve(URI.create("https://h:5/v2/a/blobs/x?y=1"), location)
                .toString();
    }

    @Test
    void readsAddressesAsBrowsersDo() throws URISyntaxException {
        assertThat(resolved("http://h/p?Cred=a|b&f={x}")).isEqualTo("http://h/p?Cred=a%7Cb&f=%7Bx%7D");
        assertThat(resolved("/p?cd=attachment; filename=\"x y\""))
                .isEqualTo("https://h:5/p?cd=attachment;%20filename=%22x%20y%22");
        assertThat(resolved("http://h/gr\u00c3\u00b6\u00c3\u009fe")).isEqualTo("http://h/gr%C3%B6%C3%9Fe");
        assertThat(resolved("http://h/a%20b%zz?x=100%")).isEqualTo("http://h/a%20b%25zz?x=100%25");
        assertThat(resolved("?last=b")).isEqualTo("https://h:5/v2/a/blobs/x?last=b");
        assertThat(resolved("//other/p")).isEqualTo("https://other/p");
        assertThat(resolved("http://h/a[1]?b[]=2")).isEqualTo("http://h/a%5B1%5D?b%5B%5D=2");
        assertThat(resolved("http://[::1]:80/x")).isEqualTo("http://[::1]:80/x");
        assertThatThrownBy(() -> resolved("")).isInstanceOf(URISyntaxException.class);
        assertThatThrownBy(() -> resolved("/" + "a".repeat(9000))).isInstanceOf(URISyntaxException.class);
        assertThatThrownBy(() -> resolved("http://a b/")).isInstanceOf(URISyntaxException.class);
    }

    @Test
    void keepsUserAndPasswordOutOfAddresses() {
        assertThat(LenientAddress.withoutUserInfo(URI.create("https://u:p%40@h:1/a?b=u:p")))
                .hasToString("https://h:1/a?b=u:p");
    }

    @Test
    void namesCredentialsFromTheLongestToTheShortest() {
        assertThat(CredentialNames.of("h:5", "a/b/c")).containsExactly("h:5/a/b/c", "h:5/a/b", "h:5/a", "h:5");
        assertThat(CredentialNames.ofServer("h:5", "a")).containsExactly("h:5/a", "h:5", "h");
        assertThat(CredentialNames.ofServer("a.io", "b")).containsExactly("a.io/b", "a.io", "a.io:443");
        assertThat(CredentialNames.ofServer("docker.io", "library/x"))
                .contains("docker.io/library/x", "docker.io/library", "docker.io", "index.docker.io");
        assertThat(CredentialNames.canonical("https://index.docker.io/v1/")).isEqualTo("docker.io");
        assertThat(CredentialNames.canonical("Reg.Acme.com:443/Team")).isEqualTo("reg.acme.com/Team");
    }
}
