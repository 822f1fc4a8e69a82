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

        PackagePin jq = index.find("jq").orElseThrow().pin();
        assertThat(jq.version()).hasToString("1.6-2.1+deb12u2");
        assertThat(jq.path()).isEqualTo("pool/main/x/jq_1.6-2.1+deb12u2_amd64.deb");
        assertThat(jq.size()).isEqualTo(42);
        assertThat(jq.digest().hex()).isEqualTo(SUM);
        assertThat(index.find("nginx-common")).isPresent();
        assertThat(index.find("other")).isEmpty();
    }

    /** Of two suites, one of which is not Debian's. */
    @Test
    void aVersionThatIsNoneIsOlderThanAnyOther() throws IOException {
        assertThat(pin(stanza("jq", "2_0", "amd64") + stanza("jq", "1.6", "amd64") + stanza("jq", "3_0", "amd64"))
                        .version())
                .hasToString("1.6");
        assertThatThrownBy(() -> pin(stanza("jq", "2_0", "amd64") + stanza("jq", "3_0", "amd64")))
                .hasMessageContaining("version '2_0': this is not a Debian version");
        assertThatThrownBy(() -> pin(stanza("jq", "1".repeat(1001), "amd64")))
                .hasMessageContaining("this is not a Debian version");
    }

    private static PackagePin pin(String stanza) throws IOException {
        PackagesIndex broken = new PackagesIndex(name -> true, "amd64");
        broken.read(new StringReader(stanza));
        return broken.find("jq").orElseThrow().pin();
    }

    /** Nobody signs such an index; a program that reads one must not take all memory before it finds that out. */
    @Test
    void aLineAndAParagraphHaveAnEnd() throws IOException {
        String longest = "x".repeat(BoundedLines.LONGEST_LINE);
        BoundedLines whole = new BoundedLines(new StringReader(longest + "\n\na\r\nlast"), "text");
        assertThat(whole.next()).isEqualTo(longest);
        assertThat(whole.next()).isEmpty();
        assertThat(whole.next()).isEqualTo("a");
        assertThat(whole.next()).isEqualTo("last");
        assertThat(whole.next()).isNull();
        assertThatThrownBy(() -> index.read(new StringReader("Package: jq\nDepends: " + longest)))
                .hasMessageContaining("Packages: it has a line of more than 1048576 characters");
        assertThatThrownBy(() -> index.read(new StringReader("Package: jq\n" + " x\n".repeat(100_000))))
                .hasMessageContaining("Packages: it has a paragraph of more than 100000 lines");
    }

    @Test
    void namesThePackageOfABrokenStanza() {
        assertThatThrownBy(() -> pin(stanza("jq", "1", "amd64").replace("Size: 42", "Size: many")))
                .hasMessageContaining("jq: the index gives the size 'many'");
        assertThatThrownBy(() -> pin(stanza("jq", "1", "amd64").replace("SHA256", "MD5sum")))
                .hasMessageContaining("jq: the index gives no SHA256");
        assertThatThrownBy(() -> pin(stanza("jq", "1", "amd64").replace("pool/", "../pool/")))
                .hasMessageContaining("does not lead to a .deb below pool/");
    }
}
