package dev.slipway.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedInputsTest {
    /** For which each file of this test is old. */
    private static Instant later() {
        return Instant.now().plus(Duration.ofMinutes(1));
    }

    @TempDir
    private Path folder;

    private Path source;
    private Path memory;

    @BeforeEach
    void files() throws IOException {
        source = Files.writeString(folder.resolve("source"), "one");
        memory = folder.resolve("memory");
    }

    @Test
    void holdsAsLongAsNothingIsTouched() throws IOException {
        assertThat(remembered("a").outcome()).isEmpty();
        keep(seen());
        assertThat(remembered("a").outcome()).contains("outcome");
        assertThat(remembered("b").outcome()).as("other settings").isEmpty();
    }

    @Test
    void bytesThatAreNoTextProveNothing() throws IOException {
        Files.write(memory, new byte[] {(byte) 0xff, '\n', (byte) 0xfe, '\n', (byte) 0xc0});
        assertThat(remembered("a").outcome()).isEmpty();
    }

    @Test
    void aChangeOfTheSameSizeAndTimeIsNoticed() throws IOException {
        keep(seen());
        FileTime before = Files.getLastModifiedTime(source);
        Files.writeString(source, "two");
        Files.setLastModifiedTime(source, before);
        assertThat(remembered("a").outcome()).isEmpty();
    }

    @Test
    void anotherFileInItsPlaceIsNoticed() throws IOException {
        keep(seen());
        Path other = Files.writeString(folder.resolve("other"), "one");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(source));
        Files.move(other, source, StandardCopyOption.REPLACE_EXISTING);
        assertThat(remembered("a").outcome()).isEmpty();
    }

    @Test
    void aFileThatComesOrGoesIsNoticed() throws IOException {
        SeenFiles seen = seen();
        seen.look(folder.resolve("absent"));
        keep(seen);
        assertThat(remembered("a").outcome()).isPresent();
        Files.createFile(folder.resolve("absent"));
        assertThat(remembered("a").outcome()).isEmpty();
        Files.delete(folder.resolve("absent"));
        assertThat(remembered("a").outcome()).isPresent();
        Files.delete(source);
        assertThat(remembered("a").outcome()).isEmpty();
    }

    /** What a link leads to counts, and where it leads. */
    @Test
    void linksAreFollowed() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), source);
        SeenFiles seen = new SeenFiles(RememberedInputsTest::later);
        seen.look(link);
        keep(seen);
        assertThat(remembered("a").outcome()).isPresent();
        Files.delete(link);
        Files.createSymbolicLink(link, other);
        assertThat(remembered("a").outcome()).isEmpty();
    }

    /** Within one tick of the clock a file can change after it was read, and keep its stamp. */
    @Test
    void aFileThatWasChangedJustNowIsNotRemembered() throws IOException {
        SeenFiles seen = new SeenFiles();
        seen.look(source);
        keep(seen);
        assertThat(memory).doesNotExist();
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNotRemembered() throws IOException {
        SeenFiles seen = seen();
        Files.writeString(source, "longer");
        keep(seen);
        assertThat(memory).doesNotExist();
    }

    @Test
    void whatWasLookedUpElsewhereIsNotRemembered() throws IOException {
        SeenFiles seen = seen();
        seen.lookedElsewhere();
        keep(seen);
        assertThat(memory).doesNotExist();
    }

    @Test
    void aMemoryThatCannotBeReadIsNone() throws IOException {
        keep(seen());
        String text = Files.readString(memory);
        for (int length = 0; length < text.length(); length += 7) {
            Files.writeString(memory, text.substring(0, length));
            assertThat(remembered("a").outcome().orElse("outcome")).startsWith("outcom");
        }
    }

    private SeenFiles seen() throws IOException {
        SeenFiles seen = new SeenFiles(RememberedInputsTest::later);
        seen.look(source);
        return seen;
    }

    /** Written when the file system's clock has gone on. */
    private void keep(SeenFiles seen) throws IOException {
        remembered("a").keep(seen, "outcome");
        if (Files.exists(memory)) {
            Files.setLastModifiedTime(memory, FileTime.from(later()));
        }
    }

    private RememberedInputs remembered(String setting) throws IOException {
        return new RememberedInputs(memory, Inputs.ofSettings("test").add("setting", setting));
    }
}
