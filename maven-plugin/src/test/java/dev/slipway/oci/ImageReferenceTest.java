package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
