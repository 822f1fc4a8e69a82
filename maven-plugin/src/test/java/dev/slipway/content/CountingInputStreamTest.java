package dev.slipway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CountingInputStreamTest {
    @Test
    void countsWhatIsReadAndSkippedAndLeavesTheStreamOpen() throws IOException {
        InputStream below = new ByteArrayInputStream(new byte[10]);
        CountingInputStream counted = new CountingInputStream(below);
        assertThat(counted.read()).isZero();
        assertThat(counted.readNBytes(3)).hasSize(3);
        assertThat(counted.skip(2)).isEqualTo(2);
        assertThat(counted.count()).isEqualTo(6);
        counted.close();
        assertThat(counted.readAllBytes()).hasSize(4);
        assertThat(counted.read()).isEqualTo(-1);
        assertThat(counted.count()).isEqualTo(10);
    }

    @Test
    void skippingDoesNotEvadeAStreamThatVerifies() {
        byte[] bytes = {1, 2, 3};
        InputStream wrong = new VerifyingInputStream(
                new ByteArrayInputStream(bytes), Digest.of(new byte[] {1, 2, 4}), bytes.length, "there");
        assertThatThrownBy(() -> new CountingInputStream(wrong).skip(3)).isInstanceOf(DigestMismatch.class);
    }
}
