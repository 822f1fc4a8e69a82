package dev.slipway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Tool;
import dev.slipway.content.Digest;
import dev.slipway.content.ZeroSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private AtomicFile file;

    @BeforeEach
    void open() {
        file = new AtomicFile(folder.resolve("part"), ".name.", StoreNotWritten::new);
    }

    @Test
    void hasNoNameUntilItIsWhole() throws IOException {
        Path place = folder.resolve("to/name");
        file.write(sink -> {
            sink.write("text".getBytes(UTF_8));
            assertThat(file.temporary()).exists();
            assertThat(place).doesNotExist();
        });
        assertThat(place).doesNotExist();
        file.moveTo(place);
        assertThat(place).hasContent("text");
        assertThat(file.temporary()).doesNotExist();
        file.close();
        assertThat(place).exists();
    }

    @Test
    void replacesWhatIsThereAndKnowsWhatItWrote() throws IOException {
        Path place = Files.writeString(folder.resolve("name"), "old");
        AtomicFile.Written written = file.writeHashed(sink -> sink.write("new".getBytes(UTF_8)));
        assertThat(written).isEqualTo(new AtomicFile.Written(Digest.of("new".getBytes(UTF_8)), 3));
        assertThat(place).hasContent("old");
        file.moveTo(place);
        assertThat(place).hasContent("new");
    }

    @Test
    void whatIsZerosTakesNoRoom() throws Exception {
        byte[] text = "text".getBytes(UTF_8);
        AtomicFile.Written written = file.writeHashed(sink -> {
            sink.write(text);
            ZeroSink.write(sink, 10);
            ZeroSink.write(sink, 1 << 26);
            sink.write(text);
            ZeroSink.write(sink, 1 << 20);
        });
        assertThat(written.size()).isEqualTo((1 << 26) + (1 << 20) + 18).isEqualTo(Files.size(file.temporary()));
        assertThat(Digest.of(Files.newInputStream(file.temporary()))).isEqualTo(written.digest());
        String blocks = Tool.run(folder, "stat", "-c", "%b", file.temporary().toString());
        assertThat(Integer.parseInt(blocks.strip())).isLessThan(1000);
    }

    @Test
    void leavesNothingOfWhatIsNotMoved() {
        assertThatThrownBy(() -> file.write(sink -> {
                    sink.write(1);
                    throw new IOException("cut");
                }))
                .hasMessage("cut");
        file.close();
        assertThat(folder.resolve("part")).isEmptyDirectory();
    }

    @Test
    void itsOwnFailuresNameThePath() throws IOException {
        Path occupied = Files.writeString(folder.resolve("part"), "a file where a folder should be");
        assertThatThrownBy(() -> file.write(sink -> {}))
                .isInstanceOf(StoreNotWritten.class)
                .hasMessageStartingWith(file.temporary().toString());
        Files.delete(occupied);
        file.write(sink -> {});
        Path full = Files.createDirectories(folder.resolve("place/inside")).getParent();
        assertThatThrownBy(() -> file.moveTo(full))
                .isInstanceOf(StoreNotWritten.class)
                .hasMessageStartingWith(full.toString());
    }

    @Test
    void removesWhatKilledProcessesLeft() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(3)));
        Path left = Files.createFile(folder.resolve(".name.1.part"));
        Path other = Files.createFile(folder.resolve(".other.1.part"));
        Path whole = Files.createFile(folder.resolve(".name.1"));
        for (Path each : new Path[] {left, other, whole}) {
            Files.setLastModifiedTime(each, old);
        }
        Path inUse = Files.createFile(folder.resolve(".name.2.part"));
        AtomicFile.removeAbandoned(folder, ".name.", AtomicFile.ABANDONED);
        assertThat(left).doesNotExist();
        assertThat(new Path[] {other, whole, inUse}).allMatch(Files::exists);
        AtomicFile.removeAbandoned(folder.resolve("none"), "", Duration.ZERO);
    }
}
