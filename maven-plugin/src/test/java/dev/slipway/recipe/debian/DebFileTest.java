package dev.slipway.recipe.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Compression;
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
            assertThat(Compression.decompress(tar, "hello").readAllBytes()).isEqualTo(files.dataTar());
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
    void saysWhichPackageIsDamaged() {
        byte[] deb = files.deb("gz");
        byte[] size = deb.clone();
        size[8 + 48] = 'x';
        assertThatThrownBy(() -> DebFile.dataTar(new ByteArrayInputStream(size), "hello"))
                .hasMessageContaining("hello: the .deb is damaged");
        assertThatThrownBy(() -> DebFile.dataTar(new ByteArrayInputStream(Arrays.copyOf(deb, 69)), "hello"))
                .hasMessageContaining("hello: the .deb is cut");
        assertThatThrownBy(() -> DebFile.dataTar(new ByteArrayInputStream(new byte[] {'P', 'K'}), "hello"))
                .hasMessageContaining("hello: it is not a .deb");
    }

    @Test
    void looksForTheFilesAmongTheFirstMembersOnly() {
        byte[] many = Debs.ar(
                java.util.Collections.nCopies(40, "other"), java.util.Collections.nCopies(40, new byte[] {'2'}));
        assertThatThrownBy(() -> DebFile.dataTar(new ByteArrayInputStream(many), "hello"))
                .hasMessageContaining("hello: the package has no member data.tar");
    }

    @Test
    void refusesAPackageThatIsCut() {
        byte[] deb = files.deb("xz");
        byte[] cut = Arrays.copyOf(deb, deb.length - 40);
        assertThatThrownBy(
                        () -> Compression.decompress(DebFile.dataTar(new ByteArrayInputStream(cut), "hello"), "hello")
                                .readAllBytes())
                .isInstanceOf(DamagedCompression.class)
                .hasMessageContaining("hello");
    }
}
