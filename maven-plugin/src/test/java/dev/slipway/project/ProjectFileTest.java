package dev.slipway.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFileTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yml"), "\u00fc");
        assertThat(ProjectFile.isThere(file)).isTrue();
        assertThat(ProjectFile.text(file)).isEqualTo("\u00fc");
        assertThat(ProjectFile.textIfThere(file)).contains("\u00fc");
        assertThat(ProjectFile.bytes(file)).hasSize(2);
        assertThat(ProjectFile.textIfThere(folder.resolve("none"))).isEmpty();
    }

    @Test
    void saysTheSameOfEachKindOfFile() throws IOException {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> ProjectFile.text(none))
                .isInstanceOf(FileNotRead.class)
                .hasMessageStartingWith(none + ": there is no such file");
        assertThatThrownBy(() -> ProjectFile.bytes(none)).hasMessageStartingWith(none + ": there is no such file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> ProjectFile.text(binary)).hasMessageStartingWith(binary + ": it is not UTF-8 text");
        assertThatThrownBy(() -> ProjectFile.bytes(folder)).hasMessageStartingWith(folder + ": it cannot be read: ");
    }
}
