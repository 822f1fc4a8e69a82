package dev.slipway.recipe.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.DamagedCompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebFileTest {
    private final Debs files = new Debs().directory("bin", 0755).file("bin/hello", 0755, new byte[100_000]);

    @ParameterizedTest
    @ValueSource(strings = {"xz", "gz", "zst", ""})
    void unpacksTheMemberDataTar(String compression) throws IOException {
        byte[] deb = files.deb(compression);
        try (InputStream tar = DebFile.dataTar(new ByteArrayInputStream(deb), "hello")) {
            assertThat(tar.readAllBytes()).isEqualTo(files.dataTar());
        }
    }

    @Test
    void refusesWhatIsNoPackage() {
        byte[] empty = Debs.ar(List.of("debian-binary"), List.of(new byte[] {'2'}));
        assertThatThrownBy(() -> DebFile.dataTar(new ByteArrayInputStream(empty), "hello"))
                .hasMessageContaining("hello: the package has no member data.tar");
        assertThatThrownBy(() -> DebFile.dataTar(new ByteArrayInputStream(files.deb("lzma")), "hello"))
                .hasMessageContaining("data.tar.lzma is compressed in an unknown way");
    }

    @Test
    void refusesAPackageThatIsCut() {
        byte[] deb = files.deb("xz");
        byte[] cut = Arrays.copyOf(deb, deb.length - 40);
        assertThatThrownBy(() ->
                        DebFile.dataTar(new ByteArrayInputStream(cut), "hello").readAllBytes())
                .isInstanceOf(DamagedCompression.class)
                .hasMessageContaining("hello");
    }
}
