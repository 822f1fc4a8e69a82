package dev.slipway.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedInputStreamTest {
    private static final byte[] BYTES = "text".getBytes(UTF_8);
    private static final Digest DIGEST = Digest.of(BYTES);

    private static InputStream stream() {
        return new ByteArrayInputStream(BYTES);
    }

    @Test
    void aStreamThatVerifiesItselfIsNotVerifiedAgain() {
        VerifiedInputStream once = VerifiedInputStream.of(stream(), DIGEST, 4, "there");
        assertThat(VerifiedInputStream.of(once, DIGEST, 4, "here")).isSameAs(once);
        VerifiedInputStream watched = new ProgressInputStream(once, 4, Progress.NONE, () -> {});
        assertThat(VerifiedInputStream.of(watched, DIGEST, 4, "here")).isSameAs(watched);
    }

    @Test
    void aStreamThatVerifiesSomethingElseIs() {
        VerifiedInputStream once = VerifiedInputStream.of(stream(), DIGEST, 4, "there");
        Digest other = Digest.of(new byte[0]);
        for (VerifiedInputStream again : List.of(
                VerifiedInputStream.of(once, DIGEST, 5, "here"), VerifiedInputStream.of(once, other, 4, "here"))) {
            assertThat(again).isNotSameAs(once);
        }
        assertThatThrownBy(VerifiedInputStream.of(stream(), other, 4, "here")::readAllBytes)
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("here: expected " + other);
    }

    @Test
    void wrongBytesAreReportedBeforeTheyAreRefused() {
        List<DigestMismatch> reported = new ArrayList<>();
        InputStream in = new VerifyingInputStream(stream(), DIGEST, 3, "there").reporting(reported::add);
        assertThatThrownBy(in::readAllBytes).isInstanceOf(DigestMismatch.class);
        assertThat(reported).hasSize(1);
        assertThat(reported.get(0).what()).isEqualTo("expected 3 bytes, got more than 3 bytes");
    }

    @Test
    void whatIsWrittenIsHashedOnce() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HashingOutputStream sink = new HashingOutputStream(bytes);
        sink.write(BYTES[0]);
        sink.write(BYTES, 1, 3);
        assertThat(sink.size()).isEqualTo(4);
        assertThat(sink.digest()).isEqualTo(DIGEST).isSameAs(sink.digest());
        assertThat(bytes.toByteArray()).isEqualTo(BYTES);
        assertThatThrownBy(() -> sink.write(1)).isInstanceOf(IllegalStateException.class);
    }
}
