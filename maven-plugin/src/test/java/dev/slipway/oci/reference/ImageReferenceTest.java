package dev.slipway.oci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String PIN = "sha256:" + "a".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox",
        "busybox:1.36, docker.io/library/busybox:1.36",
        "linuxkit/kernel:6.12.59, docker.io/linuxkit/kernel:6.12.59",
        "docker.io/busybox, docker.io/library/busybox",
        "localhost/a, localhost/a",
        "registry:5000/a/b:v1, registry:5000/a/b:v1",
        "[::1]:5000/a, [::1]:5000/a",
        "quay.io/a/b__c/d-e.f:V_1, quay.io/a/b__c/d-e.f:V_1",
        "maven:3.9-eclipse-temurin, docker.io/library/maven:3.9-eclipse-temurin",
        "maven, docker.io/library/maven",
        "oci:dir, oci:dir",
        "oci:a/b:v1, oci:a/b:v1",
        "oci-archive:f.tar:ref, oci-archive:f.tar:ref",
        "docker-archive:f.tar:a/b:v1, docker-archive:f.tar:a/b:v1",
        "maven:dev.slipway.packages:kernel, maven:dev.slipway.packages:kernel",
        "maven:g:a:1.0-SNAPSHOT, maven:g:a:1.0-SNAPSHOT",
    })
    void hasOneCanonicalSpelling(String text, String canonical) {
        ImageReference reference = ImageReference.parse(text);
        assertThat(reference.canonical()).isEqualTo(canonical);
        assertThat(ImageReference.parse(canonical)).isEqualTo(reference);
    }

    /** Each line: spellings of one image, the canonical one first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker.io/library/busybox:1 busybox:1 library/busybox:1 docker.io/busybox:1 index.docker.io/busybox:1"
                        + " registry-1.docker.io/library/busybox:1 registry.hub.docker.com/busybox:1 Docker.IO:443/busybox:1",
                "reg.corp.com/a/b reg.corp.com:443/a/b Reg.Corp.COM/a/b REG.corp.com:443/a/b",
                "reg.corp.com:80/a reg.CORP.com:80/a",
                "127.0.0.1/a 127.0.0.1:80/a [::ffff:127.0.0.1]/a [::FFFF:7f00:1]:80/a [0:0:0:0:0:ffff:7f00:0001]/a",
                "127.0.0.1:443/a [::ffff:127.0.0.1]:443/a",
                "localhost/a localhost:80/a LOCALHOST:80/a",
                "[::1]:5000/a [0:0::0:1]:5000/a [0000:0:0:0:0:0:0:1]:5000/a [::0.0.0.1]:5000/a",
                "[2001:db8::1:0:0:1]/a [2001:0DB8:0:0:1:0:0:1]:443/a [2001:db8:0:0:1::1]/a",
                "oci:img oci:./img oci:img/ oci:.//img oci:a/../img oci:././img",
                "oci:../img:v1 oci:./../img:v1 oci:..//img:v1 oci:../a/../img:v1",
                "oci-archive:/x.tar oci-archive://x.tar oci-archive:/../x.tar oci-archive:/./a/../x.tar",
                "docker-archive:a/b.tar:c/d:v1 docker-archive:./a//b.tar:c/d:v1",
                "oci:C:/images/a:v1 oci:C:\\images\\a:v1 oci:C:/images/./b/../a:v1",
                "oci:. oci:./ oci:a/.."
            })
    void spellingsOfOneImageHaveOneForm(String line) {
        List<String> spellings = List.of(line.split(" "));
        for (String each : spellings) {
            assertThat(ImageReference.parse(each))
                    .as(each)
                    .isEqualTo(ImageReference.parse(spellings.get(0)))
                    .hasToString(spellings.get(0));
        }
    }

    /** Some programs read each of these as one address, and some as another or as a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.001:5000/a",
                "0127.0.0.1/a",
                "127.1:5000/a",
                "0x7f.1/a",
                "0x7f000001:5000/a",
                "2130706433:5000/a",
                "127.0.0.0x1/a",
                "256.0.0.1/a",
                "1.2.3.4.5/a",
                "reg.corp.com./a",
                "reg.corp.com.:5000/a",
                "reg.corp.com:0443/a",
                "reg.corp.com:0/a",
                "reg.corp.com:65536/a",
                "reg.corp.com:/a",
                "[::1%lo]/a",
                "[::1]5000/a",
                "[1::2::3]/a",
                "[12345::]/a",
                "[1:2:3:4:5:6:7::8]/a",
                "[::1/a",
                "::1:5000/a",
                "-a.b/c",
                "a..b/c",
                "r\u00e9g.corp.com/a"
            })
    void refusesAHostThatIsReadInTwoWays(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text)).isInstanceOf(MalformedReference.class);
    }

    @Test
    void hasAnEndToEveryLength() {
        String longest = "a/".repeat(117) + "b".repeat(21);
        assertThat(ImageReference.parse("reg.io/" + longest).canonical()).endsWith(longest);
        for (String text : List.of(
                "reg.io/" + longest + "b",
                "a/".repeat(3000) + "a",
                "a" + "-a".repeat(100_000),
                "a.".repeat(130) + "b/c",
                "a:" + "t".repeat(129),
                "a@sha256:" + "0".repeat(1_000_000),
                "oci:" + "a/".repeat(1_000_000),
                "maven:g:" + "a".repeat(1_000_000))) {
            assertThatThrownBy(() -> ImageReference.parse(text))
                    .isInstanceOf(MalformedReference.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
        }
    }

    /** The grammar of the specification, on every text of up to six of its characters. */
    @Test
    void readsRepositoriesAsTheSpecificationDoes() {
        Pattern grammar = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
        int checked = 0;
        for (int length = 0; length <= 6; length++) {
            for (int number = 0; number < Math.pow(6, length); number++) {
                StringBuilder text = new StringBuilder();
                for (int i = 0, rest = number; i < length; i++, rest /= 6) {
                    text.append("a._-/A".charAt(rest % 6));
                }
                assertThat(RepositoryName.isValid(text.toString()))
                        .as(text.toString())
                        .isEqualTo(grammar.matcher(text).matches());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(55_987);
    }

    @Test
    void keepsTagAndDigest() {
        RegistryReference reference = (RegistryReference) ImageReference.parse("a/b:v1@" + PIN);
        assertThat(reference.tag()).isEqualTo("v1");
        assertThat(reference.wanted()).isEqualTo(PIN);
        assertThat(reference.canonical()).isEqualTo("docker.io/a/b:v1@" + PIN);
    }

    @Test
    void asksForLatestWithoutWritingIt() {
        RegistryReference reference = (RegistryReference) ImageReference.parse("a/b");
        assertThat(reference.wanted()).isEqualTo("latest");
        assertThat(reference.canonical()).isEqualTo("docker.io/a/b");
    }

    @Test
    void leavesAWindowsDriveInThePath() {
        assertThat(ImageReference.parse("oci:C:\\images\\a:v1"))
                .isEqualTo(new ArchiveReference(ArchiveReference.Kind.OCI, "C:\\images\\a", "v1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/a",
                "https://a/b",
                "A/b",
                "a/B",
                "a b",
                "a:",
                "a:b:c",
                "a:-v",
                "a@",
                "a@sha256:12",
                "a//b",
                "a/b/",
                "host.io/",
                "ho_st.io/a",
                "oci:",
                "oci:a:",
                "maven:g:",
                "maven::a",
                "maven:g:a:1:x",
                "maven:g:a:[1,2)",
                "../a",
                "a/../b",
                "a:v1/b"
            })
    void saysTheGrammarForAnythingElse(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(MalformedReference.class)
                .hasMessageContaining("[host[:port]/]repository[:tag][@sha256:<64 hex>]");
    }

    @Test
    void tellsAllOfAMistake() {
        assertThatThrownBy(() -> ImageReference.parse("linuxkit/Kernel:6.12"))
                .hasMessage(
                        """
                        image 'docker.io/linuxkit/Kernel:6.12': 'linuxkit/Kernel' is not a repository: lower-case letters, digits, and . _ - between them
                          Write one of
                            [host[:port]/]repository[:tag][@sha256:<64 hex>]
                            oci:directory[:ref]
                            oci-archive:file.tar[:ref]
                            docker-archive:file.tar[:ref]
                            maven:groupId:artifactId[:version]""");
    }
}
