package dev.slipway.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Digest COMMON = Digest.of(new byte[0]);

    @Test
    void beginWithTheCodeOfThePlugin() throws IOException {
        assertThat(new Inputs().digest())
                .isEqualTo(new Inputs().digest())
                .isNotEqualTo(Inputs.of(COMMON).digest());
    }

    @Test
    void noValueIsMistakenForTwo() {
        assertThat(List.of(
                        Inputs.of(COMMON).digest(),
                        Inputs.of(COMMON).add("a", "b").digest(),
                        Inputs.of(COMMON).add("a", "b\nc 1\nd").digest(),
                        Inputs.of(COMMON).add("a", "b").add("c", "d").digest(),
                        Inputs.of(COMMON).add("c", "d").add("a", "b").digest()))
                .doesNotHaveDuplicates();
    }
}
