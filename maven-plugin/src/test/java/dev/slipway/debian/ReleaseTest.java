package dev.slipway.debian;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.problem.Problem;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    /** gpgv reads the signature and skips the text: it would vouch for a text that nobody signed. */
    @Test
    void aSignatureBehindATextThatIsNotSignedIsRefused() {
        String forged = "Date: Sat, 10 Jun 2023 09:53:25 UTC\n-----BEGIN PGP SIGNATURE-----\n\nx\n";
        assertThatThrownBy(() -> Release.parse(new StringReader(forged), "Release"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("line 2 does not belong in a Release file");
    }
}
