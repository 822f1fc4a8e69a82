package dev.slipway.result;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.output.format.Iso;
import dev.slipway.output.format.OutputKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputClaimsTest {
    private static final OutputNames OS = OutputNames.of(Path.of("target"), "os");
    private static final List<OutputKind> ISO = List.of(Iso.FILE);

    private final OutputClaims claims = new OutputClaims();

    @Test
    void twoExecutionsOfOneFileAreBothNamed() {
        claims.claim(execution("os", "default-iso"), OS, ISO);
        assertThatThrownBy(() -> claims.claim(execution("os", "small"), OS, ISO))
                .isInstanceOf(OutputClaimedTwice.class)
                .hasMessage(
                        "execution 'small' of slipway:iso in com.example:os:1: it would write "
                                + OS.file(Iso.FILE)
                                + ", and so does execution 'default-iso' of slipway:iso in com.example:os:1\n"
                                + "  Give one of the two a <classifier> of its own: its files and artifacts are named with it.");
    }

    @Test
    void twoExecutionsOfOneArtifactAreBothNamed() {
        claims.claim(execution("os", "default-iso"), OS, ISO);
        OutputNames other = OutputNames.of(Path.of("target"), "other");
        assertThatThrownBy(() -> claims.claim(execution("os", "other"), other, ISO))
                .hasMessageContaining(
                        "it would attach an artifact of type iso without a classifier to com.example:os:1, and so does execution 'default-iso'");
        claims.claimArtifact(execution("os", "a"), "lock", "small-lock");
        assertThatThrownBy(() -> claims.claimArtifact(execution("os", "b"), "lock", "small-lock"))
                .hasMessageContaining("of type lock and classifier small-lock");
    }

    @Test
    void twoModulesMayNotWriteOneFile() {
        claims.claim(execution("os", "default-iso"), OS, ISO);
        assertThatThrownBy(() -> claims.claim(execution("other", "default-iso"), OS, ISO))
                .hasMessageContaining("com.example:os:1")
                .hasMessageContaining("com.example:other:1");
    }

    @Test
    void theSameAgainIsNoSecondOne() {
        assertThatCode(() -> {
                    claims.claim(execution("os", "default-iso"), OS, ISO);
                    claims.claim(execution("os", "default-iso"), OS, ISO);
                    claims.claim(execution("os", "default-cli"), OS, ISO);
                    claims.claim(execution("os", "small"), OS.withClassifier("small"), ISO);
                    claims.claim(execution("other", "default-iso"), OutputNames.of(Path.of("other"), "os"), ISO);
                })
                .doesNotThrowAnyException();
    }

    private static OutputClaims.Execution execution(String module, String id) {
        return new OutputClaims.Execution("com.example:" + module + ":1", "iso", id);
    }
}
