package dev.slipway.recipe.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackagesIndexTest {
    private static final String SUM =
            Digest.of("x".getBytes(StandardCharsets.US_ASCII)).hex();

    private final PackagesIndex index = new PackagesIndex(Set.of("jq", "nginx-common")::contains, "amd64");

    private static String stanza(String name, String version, String architecture) {
        return "Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture
                + "\nDescription: a tool\n that continues: here\n  Version: 99\nFilename: pool/main/x/" + name + "_"
                + version
                + "_" + architecture + ".deb\nSize: 42\nSHA256: " + SUM + "\n\n";
    }

    @Test
    void takesTheNewestVersionForTheArchitecture() throws IOException {
        index.read(new StringReader(stanza("jq", "1.6-2.1", "amd64")
                + stanza("jq", "1.6-2.1+deb12u2", "amd64")
                + stanza("jq", "1.6-2.1+deb12u1", "amd64")
                + stanza("jq", "9", "arm64")
                + stanza("nginx-common", "1.22.1-9", "all")
                + stanza("other", "not read at all", "amd64").stripTrailing()));

        PackagePin jq = index.find("jq").orElseThrow();
        assertThat(jq.version()).hasToString("1.6-2.1+deb12u2");
        assertThat(jq.path()).isEqualTo("pool/main/x/jq_1.6-2.1+deb12u2_amd64.deb");
        assertThat(jq.size()).isEqualTo(42);
        assertThat(jq.digest().hex()).isEqualTo(SUM);
        assertThat(index.find("nginx-common")).isPresent();
        assertThat(index.find("other")).isEmpty();
    }

    @Test
    void namesThePackageOfABrokenStanza() {
        assertThatThrownBy(() ->
                        index.read(new StringReader(stanza("jq", "1", "amd64").replace("Size: 42", "Size: many"))))
                .hasMessageContaining("jq: the index gives the size 'many'");
        assertThatThrownBy(() ->
                        index.read(new StringReader(stanza("jq", "1", "amd64").replace("SHA256", "MD5sum"))))
                .hasMessageContaining("jq: the index gives no SHA256");
        assertThatThrownBy(() ->
                        index.read(new StringReader(stanza("jq", "1", "amd64").replace("pool/", "../pool/"))))
                .hasMessageContaining("does not lead to a .deb below pool/");
    }
}
