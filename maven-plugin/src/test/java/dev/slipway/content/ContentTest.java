package dev.slipway.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void contentsThatFollowOneAnotherAreOneContent() throws IOException {
        Content joined = Content.concat(List.of(Content.of("first "), Content.of(""), Content.of("second")));
        assertThat(joined.size()).isEqualTo(12);
        assertThat(joined.digest()).isEqualTo(Digest.of("first second".getBytes(UTF_8)));
        assertThat(joined.bytes()).asString(UTF_8).isEqualTo("first second");
        try (InputStream again = joined.open()) {
            assertThat(again).hasContent("first second");
        }
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        joined.writeTo(sink);
        assertThat(sink.toString(UTF_8)).isEqualTo("first second");
        assertThat(Content.concat(List.of()).bytes()).isEmpty();
    }

    @Test
    void digestsAreComparedInTheirOwnAlgorithm() {
        byte[] bytes = "text".getBytes(UTF_8);
        for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
            Digest digest = algorithm.of(bytes);
            assertThat(digest.matches(bytes)).isTrue();
            assertThat(digest.matches(new byte[0])).isFalse();
            digest.require(bytes, "here");
            assertThatThrownBy(() -> digest.require(new byte[0], "here"))
                    .isInstanceOf(DigestMismatch.class)
                    .hasMessageContaining("here: expected " + digest + ", got " + algorithm.of(new byte[0]));
        }
    }

    @Test
    void hashesPartsAsOne() {
        assertThat(HashFunction.SHA1.of("te".getBytes(UTF_8), "xt".getBytes(UTF_8)))
                .isEqualTo(HashFunction.SHA1.of("text".getBytes(UTF_8)))
                .hasSize(20);
        assertThat(HashFunction.SHA384.of()).hasSize(48);
    }
}
